// Texts of 100 KB with an error at every step: few diagnostics, the last of which says what is not read, and all that comes before is understood.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { MOST_SYNTAX_ERRORS } from '#language/ast/bounded-parser.ts';
import { formatText } from '#language/format/format.ts';
import { lspServices, withDocument } from '#test/support/services.ts';

const services = lspServices();
const { netarch } = services;

const SIZE = 100_000;

/** What is written before the errors. */
const VPC = 'vpc shop 10.0.0.0/16 {\n  igw main\n  subnet front 10.0.1.0/24 { instance web }\n}\n';

/** Each is repeated up to the size, after the valid part. */
const ERRORS: Readonly<Record<string, string>> = {
  'a bad address in each line': 'host h 10.0.0.1.1\n',
  'blocks that are never closed': 'subnet {',
  'blocks in blocks that are never closed': 'vpc v 10.0.0.0/16 { subnet s 10.0.0.0/24 { instance i {\n',
  'errors in blocks in blocks': 'vpc v 10.0.0.0/16 { subnet s 10.0.0.0/24 { foo } }\n',
  'properties without a value': 'vpc v 10.0.0.0/16 { subnet s 10.0.0.0/24 { az , } }\n',
  'rules without a peer': 'vpc v 10.0.0.0/16 { security-group g { ingress tcp 443 from } }\n',
  'expectations without an end': 'expect shop.web reaches\n',
  'flows without an end': 'flow f { shop.web -> }\n',
  'braces that open': '{',
  'braces that close': '}',
  arrows: '-> ',
  commas: ',',
  dots: '.',
  colons: ':',
  brackets: '[',
  'quotes that open': '"\n',
  'comments that open': '/*',
  'comments that open, each in its line': '/*\n',
  'characters that no language knows': '\u{1f600}\u202e\u0000',
  'halves of characters': '\ud800 ',
  words: 'a ',
};

describe('a text with an error at every step', () => {
  for (const [kind, error] of Object.entries(ERRORS)) {
    it(`has few diagnostics: ${kind}`, () =>
      withDocument(
        VPC + error.repeat(SIZE / error.length),
        (document) => {
          assert.ok(syntaxErrors(document).length <= 2 * (MOST_SYNTAX_ERRORS + 1));
          const { network } = netarch.netarch.Compiler.compile(document);
          assert.ok(network.byId.size > 0 && network.workloads.some(({ name }) => name === 'web'));
        },
        { services },
      ));

    it(`keeps its text when it is formatted: ${kind}`, () => {
      const text = VPC + error.repeat(SIZE / error.length);
      assert.equal(withoutSpace(formatText(text, netarch)), withoutSpace(text));
    });
  }
});

describe('a text with many syntax errors', () => {
  const bad = (count: number) => VPC + 'host h 10.0.0.1.1\n'.repeat(count) + VPC.replace('shop', 'late');

  it('is read to its end if it has no more than the limit', () =>
    withDocument(
      bad(MOST_SYNTAX_ERRORS),
      (document) => {
        assert.equal(syntaxErrors(document).length, MOST_SYNTAX_ERRORS);
        assert.deepEqual(vpcsOf(document), ['shop', 'late']);
      },
      { services },
    ));

  it('is read up to the first error beyond the limit, and says so there', () =>
    withDocument(
      bad(MOST_SYNTAX_ERRORS + 1),
      (document) => {
        const errors = syntaxErrors(document);
        assert.equal(errors.length, MOST_SYNTAX_ERRORS + 1);
        assert.deepEqual(errors.at(-1), {
          line: VPC.split('\n').length - 1 + MOST_SYNTAX_ERRORS,
          message: 'The file has more than 200 syntax errors. What follows is not read: correct the errors above first.',
        });
        assert.deepEqual(vpcsOf(document), ['shop']);
      },
      { services },
    ));

  it('has completion before the place where reading ends, and none behind it', () =>
    withDocument(
      `vpc shop 10.0.0.0/16 {\n\n}\n${bad(10_000)}`,
      async (document) => {
        assert.ok((await completionAt(document, 1)).includes('subnet'));
        assert.deepEqual(await completionAt(document, 9000), []);
      },
      { services },
    ));

  it('says how many unexpected characters are not listed', () =>
    withDocument(
      '@ \n'.repeat(1000),
      (document) => {
        const errors = syntaxErrors(document);
        assert.equal(errors.length, MOST_SYNTAX_ERRORS);
        assert.equal(errors.at(-1)?.message, 'Unexpected character `@`: remove it. 800 more in this file are not listed.');
      },
      { services },
    ));
});

describe('a long list', () => {
  it('of blocks that AWS chooses is read once', () =>
    withDocument(
      `vpc v 10.0.0.0/16${', ipv6 /56'.repeat(SIZE / 10)}`,
      (document) => assert.deepEqual(syntaxErrors(document), []),
      {
        services,
      },
    ));

  it('of the parts of a name is read without recursion', () =>
    withDocument(
      `vpc v 10.0.0.0/16 { subnet s 10.0.0.0/24 { route ${'a.'.repeat(SIZE / 2)}b -> blackhole } }`,
      (document) => assert.deepEqual(syntaxErrors(document), []),
      { services },
    ));
});

function syntaxErrors({ diagnostics = [] }: LangiumDocument): readonly { readonly line: number; readonly message: string }[] {
  return diagnostics
    .filter(({ code }) => code === 'syntax')
    .map(({ range, message }) => ({ line: range.start.line, message: String(message) }));
}

function vpcsOf(document: LangiumDocument): readonly string[] {
  return netarch.netarch.Compiler.compile(document).network.vpcs.map(({ name }) => name);
}

async function completionAt(document: LangiumDocument, line: number): Promise<readonly string[]> {
  const completion = await netarch.lsp.CompletionProvider?.getCompletion(document, {
    textDocument: { uri: document.uri.toString() },
    position: { line, character: 0 },
  });
  return (completion?.items ?? []).map(({ label }) => label);
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
