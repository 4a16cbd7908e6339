// Every snippet, with its placeholders filled in → text that the parser accepts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { core } from '#test/support/services.ts';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: string | readonly string[];
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync(new URL('../../syntaxes/snippets.json', import.meta.url), 'utf8'),
);
const parser = core.netarch.parser.LangiumParser;

/** What may stand at the top of a file; everything else belongs into a VPC. */
const OUTERMOST = /^(?:vpc|peering|vpn|transit-gateway|private-zone|resolver-rule|network(?!-)|flow|expect|view)\b/;

describe('the snippets', () => {
  for (const [name, { body }] of Object.entries(snippets)) {
    it(`${name}: is text of the language`, () => {
      const text = filledIn(typeof body === 'string' ? body : body.join('\n'));
      const file = OUTERMOST.test(text) ? text : `vpc v 10.0.0.0/16 {\n${text}\n}`;
      const { lexerErrors, parserErrors } = parser.parse(file);
      assert.deepEqual(
        [...lexerErrors, ...parserErrors].map(({ message }) => message),
        [],
        file,
      );
      assert.doesNotMatch(text, /[$|]/);
    });
  }
});

/** `${1:web}` becomes `web`, `${2|tcp,udp|}` its first choice, `$0` nothing. */
function filledIn(body: string): string {
  return body
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\d+/g, '');
}
