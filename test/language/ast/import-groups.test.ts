// Documents that import each other: what they have in common is found once, and each keeps its own expectations.
import assert from 'node:assert/strict';
import { type LangiumDocument, URI } from 'langium';
import { groupOf, withImports } from '#language/ast/import-groups.ts';
import { lspServices } from '#test/support/services.ts';

const uriOf = (name: string): string => `file:///network/${name}.netarch`;
const nameOf = ({ uri }: LangiumDocument): string => /(\w+)\.netarch$/.exec(uri.path)?.[1] ?? '';

/** A workspace of these files: each name with its imports and further lines. */
async function workspaceOf(files: Readonly<Record<string, readonly [imports: string, more?: string]>>) {
  const texts = new Map(Object.entries(files).map(([name, [imports, more = '']]) => [uriOf(name), text(imports, more)]));
  const services = lspServices(texts);
  const { DocumentBuilder, LangiumDocuments: documents } = services.shared.workspace;
  let lookups = 0;
  const getDocument = documents.getDocument.bind(documents);
  documents.getDocument = (uri) => {
    lookups += 1;
    return getDocument(uri);
  };
  const update = (uris: Iterable<string>, deleted: readonly string[] = []) =>
    DocumentBuilder.update(
      [...uris].map((uri) => URI.parse(uri)),
      deleted.map((uri) => URI.parse(uri)),
    );
  await update(texts.keys());
  const documentOf = (name: string): LangiumDocument => {
    const document = getDocument(URI.parse(uriOf(name)));
    assert.ok(document, name);
    return document;
  };
  return {
    texts,
    update,
    documents,
    documentOf,
    lookups: () => lookups,
    imports: (name: string) => withImports(documentOf(name), documents).map(nameOf).join(' '),
    members: (name: string) => groupOf(documentOf(name), documents).members.map(nameOf).join(' '),
    compile: (name: string) => services.netarch.netarch.Compiler.compile(documentOf(name)),
    codes: (name: string) => documentOf(name).diagnostics?.map(({ code }) => code),
  };
}

function text(imports: string, more: string): string {
  const lines = imports.split(' ').flatMap((name) => (name === '' ? [] : `import "./${name}.netarch"\n`));
  return `${lines.join('')}${more}`;
}

/** A ring in which every file declares a VPC, an instance and an expectation. */
function ring(length: number): Record<string, readonly [string, string]> {
  const vpc = (index: number) =>
    `vpc v${index} 10.${index}.0.0/16 { subnet s 10.${index}.0.0/24 { instance i${index} } }\n` +
    `expect v${index}.i${index} never reaches internet on tcp 443\n`;
  return Object.fromEntries(Array.from({ length }, (_, index) => [`r${index}`, [`r${(index + 1) % length}`, vpc(index)]]));
}

describe('imports', () => {
  it('are found through others, the document itself first', async () => {
    const { imports, members } = await workspaceOf({ a: ['b c'], b: ['d'], c: ['d'], d: [''] });
    assert.deepEqual(['a', 'b', 'c', 'd'].map(imports), ['a b c d', 'b d', 'c d', 'd']);
    assert.deepEqual(['a', 'b', 'c', 'd'].map(members), ['a', 'b', 'c', 'd']);
  });

  it('are the same for documents that import each other', async () => {
    const { imports, members } = await workspaceOf({ a: ['b'], b: ['c'], c: ['b d'], d: ['e'], e: ['d'] });
    assert.deepEqual(['a', 'b', 'c', 'd', 'e'].map(members), ['a', 'b c', 'b c', 'd e', 'd e']);
    assert.deepEqual(['a', 'b', 'c', 'd', 'e'].map(imports), ['a b c d e', 'b c d e', 'c b d e', 'd e', 'e d']);
  });

  it('follow changes of the texts and of the folder', async () => {
    const { texts, update, imports, members } = await workspaceOf({ a: ['b'], b: [''] });
    assert.equal(imports('a'), 'a b');
    texts.set(uriOf('b'), text('a c', ''));
    await update([uriOf('b')]);
    assert.deepEqual([imports('a'), members('b')], ['a b', 'a b']);
    texts.set(uriOf('c'), '');
    await update([uriOf('c')]);
    assert.equal(imports('a'), 'a b c');
    texts.delete(uriOf('c'));
    await update([], [uriOf('c')]);
    assert.equal(imports('b'), 'b a');
  });
});

describe('documents that import each other', () => {
  it('are compiled once, and each has its own expectations', async () => {
    const { compile, codes } = await workspaceOf(ring(3));
    const all = ['r0', 'r1', 'r2'].map(compile);
    assert.equal(new Set(all.map(({ sources }) => sources)).size, 1);
    for (const [index, { network, claims, sources }] of all.entries()) {
      assert.equal(network.vpcs.length, 3);
      assert.deepEqual(
        claims.judgements.map(({ expectation, holds }) => [expectation.id, holds]),
        network.expectations.map(({ id }) => [id, true]),
      );
      assert.deepEqual(
        network.expectations.map(({ id }) => sources.locate(id)?.uri),
        [uriOf(`r${index}`)],
      );
    }
    assert.deepEqual(['r0', 'r1', 'r2'].map(codes), Array(3).fill(['private-subnet-no-egress', 'sg-default-used']));
  });

  it('report what is declared in two of them, in the second', async () => {
    const both = 'vpc v 10.0.0.0/16\n';
    const { codes } = await workspaceOf({ a: ['b', both], b: ['a', both] });
    assert.deepEqual([codes('a'), codes('b')], [[], ['duplicate-name']]);
  });

  it('take work that grows with their number, and not with its square', async () => {
    const [some, twice] = [(await workspaceOf(ring(40))).lookups(), (await workspaceOf(ring(80))).lookups()];
    assert.ok(twice < 2.5 * some, `${some} lookups of documents for 40 files, ${twice} for 80`);
  });
});
