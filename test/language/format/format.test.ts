// The formatter: what it moves, what it keeps, and that it loses nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { formatText } from '#language/format/format.ts';
import { root } from '#scripts/root.ts';
import { runs } from '#test/support/chance.ts';
import { brokenText, exampleTexts } from '#test/support/mutations.ts';
import { core } from '#test/support/services.ts';

const { netarch } = core;

describe('format', () => {
  it('indents by two spaces and gives each property of a block its line', () =>
    checkFormat(
      'vpc v 10.0.0.0/16 {\nregion us-east-1 igw main\n      subnet a {\naz us-east-1a\n} }',
      'vpc v 10.0.0.0/16 {\n  region us-east-1\n  igw main\n  subnet a {\n    az us-east-1a\n  }\n}\n',
    ));

  it('keeps a byte order mark, and does not count it', () =>
    checkFormat(
      '\ufeff  host a 192.0.2.1 // A\nhost bcd   192.0.2.2 // B\n',
      '\ufeffhost a 192.0.2.1    // A\nhost bcd 192.0.2.2  // B\n',
    ));

  it('leaves a block on one line there, with two spaces between its properties', () =>
    checkFormat('vpc v {subnet a{az x    route 0.0.0.0/0->y}}', 'vpc v { subnet a { az x  route 0.0.0.0/0 -> y } }\n'));

  it('gives attachments, tables and interfaces their lines', () =>
    checkFormat(
      'transit-gateway t {\nattach v { subnets a  propagate none } route-table x { route 10.0.0.0/8 -> blackhole } }\n' +
        'vpc v {\nsubnet a {\ninstance i {\nport 80 interface eth1 { subnets a } } } }',
      'transit-gateway t {\n  attach v { subnets a  propagate none }\n  route-table x { route 10.0.0.0/8 -> blackhole }\n}\n' +
        'vpc v {\n  subnet a {\n    instance i {\n      port 80\n      interface eth1 { subnets a }\n    }\n  }\n}\n',
    ));

  it('keeps the labels of rules and routes behind them', () =>
    checkFormat(
      'vpc v {\nroute-table t { route 10.9.0.0/16 -> hub   "Data" route 10.8.0.0/16 -> blackhole "Gone"\n}\n' +
        'security-group g { ingress tcp 443 from any,\n10.0.0.0/8   "Customers" egress none }\n' +
        'network-acl n { inbound 100 allow tcp 443 from any "In"\noutbound 100 deny all to any"Out" } }',
      'vpc v {\n  route-table t {\n    route 10.9.0.0/16 -> hub "Data"\n    route 10.8.0.0/16 -> blackhole "Gone"\n  }\n' +
        '  security-group g {\n    ingress tcp 443 from any,\n        10.0.0.0/8 "Customers"\n    egress none\n  }\n' +
        '  network-acl n {\n    inbound 100 allow tcp 443 from any "In"\n    outbound 100 deny all to any "Out"\n  }\n}\n',
    ));
  it('writes the length of an IPv6 block behind its word', () =>
    checkFormat(
      'vpc v 10.0.0.0/16 ,ipv6   /56 "V"{ subnet s ipv6/64 }',
      'vpc v 10.0.0.0/16, ipv6 /56 "V" { subnet s ipv6 /64 }\n',
    ));
  it('keeps routes that are blackholes', () =>
    checkFormat(
      'vpc v { route-table t { route 10.9.0.0/16  ->   blackhole route w.list -> blackhole } }',
      'vpc v { route-table t { route 10.9.0.0/16 -> blackhole  route w.list -> blackhole } }\n',
    ));
  it('keeps what is unknown, and why', () =>
    checkFormat(
      'external   vpc x 10.9.0.0/16,unknown   "More"\nexternal security-group y\n' +
        'vpc v { route-table t { route 10.9.0.0/16->unknown   "Another team" "Label" } }',
      'external vpc x 10.9.0.0/16, unknown "More"\nexternal security-group y\n' +
        'vpc v { route-table t { route 10.9.0.0/16 -> unknown "Another team" "Label" } }\n',
    ));
  it('removes spaces in lists, ports and qualified names', () =>
    checkFormat(
      'flow f { a . b : 80->[ ::1 ] :  443  tcp 443 }\nexpect a reaches b on tcp 80 ,443',
      'flow f { a . b : 80->[ ::1 ] :  443  tcp 443 }\nexpect a reaches b on tcp 80, 443\n',
    ));

  it('keeps what a remote end announces on its line', () =>
    checkFormat(
      'vpn a {\nvpc v remote b ,c   announces 10.0.0.0/8 ,0.0.0.0/0 routing bgp }',
      'vpn a {\n  vpc v\n  remote b, c announces 10.0.0.0/8, 0.0.0.0/0\n  routing bgp\n}\n',
    ));

  it('keeps the instance before a network on its line', () =>
    checkFormat('network  n 10.8.0.0/24   behind v . box  "Clients"', 'network n 10.8.0.0/24 behind v.box "Clients"\n'));

  it('writes ports and qualified names without spaces', () =>
    checkFormat('flow f { a . b : 80->[ ::1 ]   tcp 443 }', 'flow f { a.b:80 -> [::1] tcp 443 }\n'));

  it('reduces empty lines to one, and removes them at the edges of a block', () =>
    checkFormat('\n\nhost a 192.0.2.1\n\n\n\nvpc v {\n\n  igw main\n\n}\n\n', 'host a 192.0.2.1\n\nvpc v {\n  igw main\n}\n'));

  it('closes an empty block', () => checkFormat('vpc v {\n\n}', 'vpc v {}\n'));
  it('puts an opening brace behind its name', () =>
    checkFormat('vpc v\n{\n  igw main\n}', 'vpc v { igw main }\n'.replace(/ igw main /, '\n  igw main\n')));
  it('starts a line for each resource of a file', () => checkFormat('host a host b', 'host a\nhost b\n'));
  it('leaves a file without text empty', () => checkFormat(' \n\t\n', ''));
  it('keeps the line ends of Windows', () => checkFormat('vpc v {\r\nigw main\r\n}', 'vpc v {\r\n  igw main\r\n}\r\n'));

  it('keeps the line breaks of a list, indented', () =>
    checkFormat(
      'vpc v {\n target-group t http 80 {\n targets a,\n b,\nc\n }\n}',
      'vpc v {\n  target-group t http 80 {\n    targets a,\n        b,\n        c\n  }\n}\n',
    ));

  describe('comments', () => {
    it('stay behind their line, in one column', () =>
      checkFormat(
        'host a 192.0.2.1 // one\nhost long-name 192.0.2.22    // two\n\nhost b // three',
        'host a 192.0.2.1           // one\nhost long-name 192.0.2.22  // two\n\nhost b  // three\n',
      ));

    it('above a resource are indented with it', () =>
      checkFormat(
        'vpc v {\n// why\n/** what\n* it is */\nigw main\n // end\n}',
        'vpc v {\n  // why\n  /** what\n   * it is */\n  igw main\n  // end\n}\n',
      ));

    it('keep their shape if their lines do not begin with stars', () =>
      checkFormat('vpc v {\n/* a\n     b */\nigw main\n}', 'vpc v {\n  /* a\n     b */\n  igw main\n}\n'));

    it('after a brace stay after it', () => checkFormat('vpc v { // home\nigw main }', 'vpc v {  // home\n  igw main\n}\n'));
    it('in the middle of a line stay there', () => checkFormat('host a /* one */ 192.0.2.1', 'host a /* one */ 192.0.2.1\n'));
  });

  describe('of text with syntax errors', () => {
    it('leaves a declaration with a syntax error unchanged, and formats the others', () =>
      checkFormat('host   a\nvpc   v { subnet }   // here\nhost   b', 'host a\nvpc   v { subnet }\n// here\nhost b\n'));

    it('leaves a block that is not closed unchanged', () =>
      checkFormat('vpc v {\n      igw main\nflow   f { a->b }', 'vpc v {\n      igw main\nflow   f { a->b }\n'));

    it('leaves characters unchanged that the language does not have', () =>
      checkFormat('host   a ; §\nhost   b', 'host   a ; §\nhost b\n'));
    it('never moves text into a label with a missing quote', () => checkFormat('vpc v "V\n{\n}', 'vpc v "V\n{}\n'));
  });

  it('has formatted every example', () => {
    for (const text of exampleTexts()) assert.equal(formatText(text, netarch), text);
  });

  it('indents each item of the manual, which has every word, by the blocks around it', () => {
    const page = readFileSync(join(root, 'docs', 'language.md'), 'utf8');
    for (const [, block = ''] of page.matchAll(/^```netarch\n([\s\S]*?)^```$/gm)) {
      // Each item on its own line: the manual has two spaces between the items of one line.
      const text = block
        .replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
        .replaceAll(/(?<=\{.*\S) {2,}|(?<=\{) /g, '\n')
        .replaceAll(' }', '\n}');
      let depth = 0;
      for (const line of formatText(text, netarch).split('\n')) {
        const code = line.replace(/\/\/.*/, '');
        if (code.trim() === '') continue;
        const isEnd = code.trim() === '}';
        assert.equal(/^ */.exec(line)?.[0].length, 2 * (isEnd ? depth - 1 : depth), line);
        depth += code.split('{').length - code.split('}').length;
      }
      assert.equal(depth, 0);
    }
  });

  it('never loses or reorders a word, and is idempotent', () => {
    fc.assert(
      fc.property(brokenText(4), (text) => {
        const once = formatText(text, netarch);
        assert.equal(withoutSpace(once), withoutSpace(text));
        assert.deepEqual(wordsOf(once), wordsOf(text));
        assert.equal(formatText(once, netarch), once);
      }),
      { numRuns: runs(1000) },
    );
  });
});

function checkFormat(text: string, expected: string): void {
  const once = formatText(text, netarch);
  assert.equal(once, expected);
  assert.equal(formatText(once, netarch), once, 'the second time');
}

function wordsOf(text: string): readonly string[] {
  return netarch.parser.Lexer.tokenize(text).tokens.map(({ image, tokenType }) => `${tokenType.name} ${image}`);
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
