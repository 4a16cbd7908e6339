// Features for a whole file: outline, folding, links, inlay hints, semantic tokens, selection ranges.
import assert from 'node:assert/strict';
import { type DocumentSymbol, FoldingRangeKind, SemanticTokenTypes } from 'vscode-languageserver-types';
import { selectionRanges } from '#server/lsp/selection-ranges.ts';
import { open, textIn } from '#test/support/open-text.ts';

describe('outline', () => {
  it('nests resources as the text does, each with its kind and address', () =>
    checkOutline(
      `host hub 192.0.2.1 "The hub"
vpc v 10.0.0.0/16 {
  public subnet a 10.0.0.0/24 { nat out  node worker 10.0.0.10 }
  alb shop { listen http 80 -> app }
  target-group app http 8080
  client-vpn staff 10.100.0.0/22
  resolver-endpoint queries inbound
  firewall guard
}
private-zone names shop.internal "Names"
flow f { v -> hub tcp 80 }
expect v   reaches hub`,
      [
        'hub: host 192.0.2.1 “The hub”',
        'v: vpc 10.0.0.0/16',
        '  a: public subnet 10.0.0.0/24',
        '    out: nat',
        '    worker: node 10.0.0.10',
        '  shop: alb',
        '    listen http 80 -> app: ',
        '  app: target-group http 8080',
        '  staff: client-vpn 10.100.0.0/22',
        '  queries: resolver-endpoint inbound',
        '  guard: firewall',
        'names: private-zone shop.internal “Names”',
        'f: flow',
        '  v -> hub tcp 80: ',
        'expect v reaches hub: ',
      ],
    ));

  it('exists for an incomplete file', () =>
    checkOutline('vpc v {\n  subnet a {\n    node worker 10.0.\n  }\n  subnet\n  subnet b', [
      'v: vpc',
      '  a: subnet',
      '    worker: node',
      '  b: subnet',
    ]));
});

describe('folding', () => {
  it('folds blocks, comments and imports', async () => {
    const { services, document, at } = await open(`import "./a.netarch"
import "./b.netarch"
// one
// two
vpc v {
  igw main
}
/*
 * three
 */
host a // after code
host b // after code
`);
    const folds = await services.lsp.FoldingRangeProvider?.getFoldingRanges(document, at);
    assert.deepEqual(folds?.map(({ startLine, endLine, kind }) => `${startLine}-${endLine} ${kind ?? ''}`).toSorted(), [
      '0-1 imports',
      '2-3 comment',
      '4-5 ',
      '7-8 comment',
    ]);
    assert.equal(FoldingRangeKind.Imports, 'imports');
  });
});

describe('links', () => {
  it('go from an import to its file', async () => {
    const { services, document, at } = await open({ 'main.netarch': 'import "./lib/other.netarch"\nimport' });
    const links = await services.lsp.DocumentLinkProvider?.getDocumentLinks(document, at);
    assert.deepEqual(
      links?.map(({ range, target }) => [textIn(document, range), target?.split('/').slice(-2).join('/')]),
      [['"./lib/other.netarch"', 'lib/other.netarch']],
    );
  });
});

describe('inlay hints', () => {
  it('show the assigned addresses', async () => {
    const { services, document, at } = await open(`vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { nat out  node one  node two 10.0.0.9 }
  subnet b 10.0.1.0/24
  alb shop { subnets a, b }
}`);
    const end = { line: 9, character: 0 };
    const hints = await services.lsp.InlayHintProvider?.getInlayHints(document, { ...at, range: { start: at.position, end } });
    assert.deepEqual(
      hints?.map(({ label, position }) => `${position.line}:${position.character} ${label}`),
      ['1:32 10.0.0.4', '1:42 10.0.0.5', '3:10 10.0.0.6, 10.0.1.4'],
    );
  });

  it('show a few addresses of a fleet, and none before the block of a client-vpn', async () => {
    const { services, document, at } = await open(`vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24
  fleet web { subnets a  count 9 }
  client-vpn staff 10.100.0.0/22 { subnets a }
}`);
    const end = { line: 9, character: 0 };
    const hints = await services.lsp.InlayHintProvider?.getInlayHints(document, { ...at, range: { start: at.position, end } });
    assert.deepEqual(
      hints?.map(({ label, tooltip }) => [label, tooltip]),
      [['10.0.0.4, 10.0.0.5, 10.0.0.6, 10.0.0.7 and 5 more', 'Assigned by netarch as an example: AWS chooses these addresses.']],
    );
  });

  it('show examples of the IPv6 blocks that AWS chooses', async () => {
    const { services, document, at } = await open(
      'vpc v 10.0.0.0/16, ipv6 /56 {\n  subnet a 10.0.0.0/24, ipv6 /64\n  subnet b ipv6 /65\n}',
    );
    const end = { line: 9, character: 0 };
    const hints = await services.lsp.InlayHintProvider?.getInlayHints(document, { ...at, range: { start: at.position, end } });
    assert.deepEqual(
      hints?.map(({ label, position }) => `${position.line}:${position.character} ${label}`),
      ['0:27 3fff::/56', '1:32 3fff::/64', '2:19 3fff:0:0:1::/65'],
    );
  });
});

describe('semantic tokens', () => {
  it('give a name the type of its resource, in declarations and references', async () => {
    const text =
      'vpc v { subnet a { az x  node one { security-groups g } }  security-group g }\nexpect v.one reaches v.a\nexpect v resolves x.y';
    const { services, document, at } = await open(text);
    const provider = services.lsp.SemanticTokenProvider;
    const { data } = (await provider?.semanticHighlight(document, at)) ?? { data: [] };
    const types = Object.keys(provider?.tokenTypes ?? {});
    const lines = text.split('\n');
    let [line, character] = [0, 0];
    const words: string[] = [];
    for (let index = 0; index < data.length; index += 5) {
      const [lines_ = 0, characters = 0, length = 0, type = 0] = data.slice(index, index + 4);
      character = lines_ > 0 ? characters : character + characters;
      line += lines_;
      words.push(`${lines[line]?.slice(character, character + length)}: ${types[type]}`);
    }
    const { namespace, enumMember, variable, type } = SemanticTokenTypes;
    assert.deepEqual(words, [
      `v: ${namespace}`,
      'a: class',
      `x: ${enumMember}`,
      `one: ${variable}`,
      `g: ${type}`,
      `g: ${type}`,
      `v: ${namespace}`,
      `one: ${variable}`,
      `v: ${namespace}`,
      'a: class',
      `v: ${namespace}`,
      'x.y: string',
    ]);
  });
});

describe('selection ranges', () => {
  it('grow from the word to the property, the block and the file', async () => {
    const { document, cursor } = await open('vpc v {\n  subnet a { az us-<|>east-1a }\n}');
    const texts: string[] = [];
    for (let at = selectionRanges(document, [cursor])[0]; at !== undefined; at = at.parent)
      texts.push(textIn(document, at.range));
    assert.deepEqual(texts.slice(0, 4), [
      'us-east-1a',
      'az us-east-1a',
      'subnet a { az us-east-1a }',
      'vpc v {\n  subnet a { az us-east-1a }\n}',
    ]);
  });
});

async function checkOutline(text: string, expected: readonly string[]): Promise<void> {
  const { services, document, at } = await open(text);
  assert.deepEqual(lines((await services.lsp.DocumentSymbolProvider?.getSymbols(document, at)) ?? []), expected);
}

function lines(symbols: readonly DocumentSymbol[], indent = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}: ${detail ?? ''}`,
    ...lines(children ?? [], `${indent}  `),
  ]);
}
