// A mistake of netarch in one document does not stop the others.
import assert from 'node:assert/strict';
import { DocumentState, type LangiumDocument, URI } from 'langium';
import { lspServices } from '#test/support/services.ts';

const TEXT = 'import "./missing.netarch"\n';

describe('building documents', () => {
  const { error } = console;
  const complaints: unknown[] = [];
  before(() => {
    console.error = (...words: readonly unknown[]) => complaints.push(words[0]);
  });
  after(() => {
    console.error = error;
  });

  it('logs what is thrown for one of them, and builds the others', async () => {
    const files = new Map(['a', 'b', 'c'].map((name) => [`file:///network/${name}.netarch`, TEXT]));
    const { shared } = lspServices(files);
    const { DocumentBuilder, IndexManager, LangiumDocuments } = shared.workspace;
    const update = IndexManager.updateContent.bind(IndexManager);
    IndexManager.updateContent = async (document: LangiumDocument, token) => {
      if (document.uri.path.endsWith('b.netarch')) throw new Error('a mistake');
      return update(document, token);
    };
    await DocumentBuilder.update(
      [...files.keys()].map((uri) => URI.parse(uri)),
      [],
    );
    assert.deepEqual(complaints, ['file:///network/b.netarch failed:']);
    for (const uri of files.keys()) {
      const document = LangiumDocuments.getDocument(URI.parse(uri));
      assert.equal(document?.state, DocumentState.Validated);
      assert.deepEqual(
        document.diagnostics?.map(({ code }) => code),
        ['import-not-found'],
      );
    }
  });

  it('takes a document that can no longer be read for deleted, until it can be read', async () => {
    const [main, other] = ['file:///network/main.netarch', 'file:///network/other.netarch'];
    const files = new Map([
      [main, 'import "./other.netarch"\nflow f { a -> b tcp 443 }\n'],
      [other, 'host a 192.0.2.1\nhost b 192.0.2.2\n'],
    ]);
    const { shared } = lspServices(files);
    const { DocumentBuilder, FileSystemProvider, LangiumDocuments } = shared.workspace;
    const codes = () =>
      LangiumDocuments.getDocument(URI.parse(main))?.diagnostics?.map(({ code, message }) => `${code}: ${message}`);
    await DocumentBuilder.update(
      [main, other].map((uri) => URI.parse(uri)),
      [],
    );
    const read = FileSystemProvider.readFile.bind(FileSystemProvider);
    FileSystemProvider.readFile = async () => {
      throw new Error('permission denied');
    };
    await DocumentBuilder.update([URI.parse(other)], []);
    assert.equal(LangiumDocuments.getDocument(URI.parse(other)), undefined);
    assert.match(codes()?.join('\n') ?? '', /import-not-found: other\.netarch cannot be read: permission denied/);
    FileSystemProvider.readFile = read;
    await DocumentBuilder.update([URI.parse(other)], []);
    assert.ok(LangiumDocuments.getDocument(URI.parse(other)));
    assert.doesNotMatch(codes()?.join('\n') ?? '', /import-not-found/);
  });
});
