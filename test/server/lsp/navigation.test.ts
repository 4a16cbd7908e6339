// Definition, references, highlights and rename.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { open, textIn } from '#test/support/open-text.ts';

const NETWORK = `
vpc production 10.0.0.0/16 {
  igw main
  subnet a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    node worker 10.0.0.10 { security-groups nodes }
  }
  security-group nodes { ingress tcp 80 from nodes }
}
vpc staging 10.1.0.0/16 {
  subnet a 10.1.0.0/24 { node worker }
}
expect production.worker reaches staging.worker
expect production reaches main
`;

describe('definition', () => {
  it('goes from a name to its declaration', () => checkDefinition('route 0.0.0.0/0 -> ma<|>in', 'main'));
  it('goes from the last part of a qualified name to the resource', () =>
    checkDefinition('expect production.wor<|>ker', 'worker'));
  it('goes from the first part of a qualified name to the VPC', () =>
    checkDefinition('expect prod<|>uction.worker', 'production'));
  it('finds nothing for an address', () => checkDefinition('10.0.0<|>.10', undefined));

  it('goes from a domain name to its record, else to the wildcard or the rule with the longest domain', async () => {
    const text = `
host hub 192.0.2.1
vpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 { instance app } }
private-zone zone shop.internal { vpcs v  record db -> hub  record "*" -> 10.0.0.9 }
resolver-rule rest "." { vpcs v  forward 192.0.2.9 }
resolver-rule corp corp.example { vpcs v  forward 192.0.2.8 }
`;
    for (const [claim, line] of [
      ['expect app resolves db.sh<|>op.internal', 'record db -> hub'],
      ['expect app reaches "DB.sh<|>op.internal" on tcp 80', 'record db -> hub'],
      ['expect app never resolves ca<|>rt.shop.internal', 'record "*" -> 10.0.0.9'],
      ['expect app resolves wi<|>ki.corp.example', 'resolver-rule corp corp.example { vpcs v  forward 192.0.2.8 }'],
      ['expect app resolves example.o<|>rg', 'resolver-rule rest "." { vpcs v  forward 192.0.2.9 }'],
      ['expect a<|>pp resolves example.org', 'app'],
    ] as const) {
      const { services, document, at } = await open(text + claim);
      const links = await services.lsp.DefinitionProvider?.getDefinition(document, at);
      assert.equal(links?.[0] && textIn(document, links[0].targetSelectionRange), line, claim);
    }
  });

  it('goes to another file', async () => {
    const { services, at, cursorDocument, documents } = await open({
      'main.netarch': 'import "./shared.netarch"\nvpc v { security-group g { ingress tcp 22 from off<|>ice } }',
      'shared.netarch': 'network office 198.51.100.0/24',
    });
    const links = await services.lsp.DefinitionProvider?.getDefinition(cursorDocument, at);
    assert.equal(links?.[0]?.targetUri, documents[1]?.uri.toString());
  });
});

describe('references', () => {
  it('finds every reference to a resource, by short and by qualified name', async () => {
    const { services, at, document } = await open(NETWORK.replace('node worker 10', 'node wor<|>ker 10'));
    const found = await services.lsp.ReferencesProvider?.findReferences(document, {
      ...at,
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      found?.map(({ range }) => `${range.start.line}: ${textIn(document, range)}`),
      ['5: worker', '12: worker'],
    );
  });

  it('finds a VPC in qualified names of its resources', async () => {
    const { services, at, document } = await open(NETWORK.replace('vpc production', 'vpc produc<|>tion'));
    const found = await services.lsp.DocumentHighlightProvider?.getDocumentHighlight(document, at);
    assert.deepEqual(found?.map(({ range }) => `${range.start.line}: ${textIn(document, range)}`).toSorted(), [
      '12: production',
      '13: production',
      '1: production',
    ]);
  });
});

describe('rename', () => {
  it('changes every reference in the file', () =>
    checkRename('vpc v {\n igw ma<|>in\n subnet a { route 0.0.0.0/0 -> main }\n}', 'gate', [
      'vpc v {\n igw gate\n subnet a { route 0.0.0.0/0 -> gate }\n}',
    ]));

  it('changes only the last part of a qualified name', () =>
    checkRename('vpc v { subnet a { node w<|>orker } }\nexpect v.worker reaches internet', 'w2', [
      'vpc v { subnet a { node w2 } }\nexpect v.w2 reaches internet',
    ]));

  it('changes only the first part of a qualified name if the VPC is renamed', () =>
    checkRename('vpc <|>v { subnet a { node worker } }\nexpect v.worker reaches internet', 'prod', [
      'vpc prod { subnet a { node worker } }\nexpect prod.worker reaches internet',
    ]));

  it('changes the names of route tables of a transit gateway, and the gateway in their qualified names', async () => {
    await checkRename(
      'vpc v\ntransit-gateway hub { attach v { route-table out } route-table o<|>ut {} }\ntransit-gateway far { attach v { propagate hub.out } }',
      'way',
      [
        'vpc v\ntransit-gateway hub { attach v { route-table way } route-table way {} }\ntransit-gateway far { attach v { propagate hub.way } }',
      ],
    );
    await checkRename(
      'vpc v\ntransit-gateway h<|>ub { route-table out {} }\ntransit-gateway far { attach hub { propagate hub.out } }',
      'core',
      ['vpc v\ntransit-gateway core { route-table out {} }\ntransit-gateway far { attach core { propagate core.out } }'],
    );
  });

  it('changes the names of subnets that a transit gateway attaches', () =>
    checkRename(
      'vpc v { subnet t<|>gw }\nvpc w { subnet tgw }\ntransit-gateway hub { attach v { subnets tgw } attach w { subnets tgw } }',
      'edge',
      ['vpc v { subnet edge }\nvpc w { subnet tgw }\ntransit-gateway hub { attach v { subnets edge } attach w { subnets tgw } }'],
    ));

  it('changes every file that imports the name', () =>
    checkRename(
      {
        'main.netarch': 'import "./shared.netarch"\nexpect office reaches internet',
        'shared.netarch': 'network off<|>ice 198.51.100.0/24',
      },
      'hq',
      ['import "./shared.netarch"\nexpect hq reaches internet', 'network hq 198.51.100.0/24'],
    ));

  it('accepts a keyword that can be a name', () =>
    checkRename('vpc v { subnet a { cache red<|>is } }\nexpect internet reaches redis', 'database', [
      'vpc v { subnet a { cache database } }\nexpect internet reaches database',
    ]));

  it('rejects an invalid name', () => checkRefusal('host ba<|>r 192.0.2.1', '1 2', /is not a valid name/));
  it('rejects reserved words', () => checkRefusal('host ba<|>r 192.0.2.1', 'internet', /is a keyword/));
  it('rejects the keyword `none`', () => checkRefusal('transit-gateway hub { route-table o<|>ut {} }', 'none', /is a keyword/));
  it('rejects an existing name', () =>
    checkRefusal('host ba<|>r 192.0.2.1\nhost foo 192.0.2.2', 'foo', /“foo” already exists \(line 2\)/));

  it('rejects a name that would hide another resource', () =>
    checkRefusal(
      'network office 198.51.100.0/24\nvpc v { security-group g<|> { ingress tcp 22 from office } }',
      'office',
      /“office” on line 2 would no longer refer to the same resource/,
    ));

  it('rejects a name that would make a short name ambiguous', () =>
    checkRefusal(
      'vpc v { subnet a { node on<|>e } }\nvpc w { subnet a { node two } }\nexpect two reaches internet',
      'two',
      /“two” on line 3/,
    ));

  it('is not offered on a keyword or an address', async () => {
    for (const text of ['vp<|>c v', 'host h 192.0.<|>2.1', 'expect inter<|>net reaches internet']) {
      const { services, document, at } = await open(text);
      assert.equal(await services.lsp.RenameProvider?.prepareRename(document, at), undefined, text);
    }
  });

  it('offers the name under the cursor', async () => {
    const { services, document, at } = await open(NETWORK.replace('production.worker', 'production.wor<|>ker'));
    const range = await services.lsp.RenameProvider?.prepareRename(document, at);
    assert.equal(range && textIn(document, range), 'worker');
  });
});

async function checkDefinition(marked: string, expected: string | undefined): Promise<void> {
  const { services, document, at } = await open(NETWORK.replace(marked.replace('<|>', ''), marked));
  const links = await services.lsp.DefinitionProvider?.getDefinition(document, at);
  assert.equal(links?.[0] && textIn(document, links[0].targetSelectionRange), expected);
}

async function checkRename(
  texts: string | Readonly<Record<string, string>>,
  newName: string,
  expected: readonly string[],
): Promise<void> {
  const { services, cursorDocument, documents, at } = await open(texts);
  const edit = await services.lsp.RenameProvider?.rename(cursorDocument, { ...at, newName });
  assert.deepEqual(
    documents.map((document) => afterEdit(document, edit)),
    expected,
  );
}

async function checkRefusal(text: string, newName: string, reason: RegExp): Promise<void> {
  const { services, document, at } = await open(text);
  await assert.rejects(async () => services.lsp.RenameProvider?.rename(document, { ...at, newName }), reason);
}

function afterEdit(document: LangiumDocument, edit: WorkspaceEdit | undefined): string {
  const edits: readonly TextEdit[] = edit?.changes?.[document.uri.toString()] ?? [];
  return edits
    .toSorted((a, b) => document.textDocument.offsetAt(b.range.start) - document.textDocument.offsetAt(a.range.start))
    .reduce((text, { range, newText }) => {
      const { textDocument } = document;
      return text.slice(0, textDocument.offsetAt(range.start)) + newText + text.slice(textDocument.offsetAt(range.end));
    }, document.textDocument.getText());
}
