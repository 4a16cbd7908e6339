// Words of the grammar: which words can be names, and that every word and every kind has a description.
import assert from 'node:assert/strict';
import { AstUtils, GrammarAST } from 'langium';
import { NetarchGrammar } from '#language/ast/generated/grammar.ts';
import { WORDS } from '#language/ast/words.ts';
import { KINDS } from '#language/network/kinds.ts';
import { KEYWORDS } from '#server/lsp/keywords.ts';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { ALL_KINDS } from '#test/support/kinds.ts';

const keywords = new Set(
  AstUtils.streamAst(NetarchGrammar())
    .filter(GrammarAST.isKeyword)
    .map(({ value }) => value)
    .filter((value) => /^[a-z]/.test(value)),
);

/** The word in every place where the name of a host is valid. */
function asName(word: string): string {
  return `
host ${word} 192.0.2.1
vpn line { remote ${word} }
vpc v 10.0.0.0/16 { subnet s 10.0.0.0/24 { instance a }  security-group g { ingress tcp 1 from 10.0.0.0/8, ${word} } }
expect ${word} never reaches a on tcp 1, udp
expect a never reaches ${word} on tcp, udp 3
flow f { ${word} -> a tcp 80 dropped
 a -> ${word} dropped }`;
}

describe('words of the language', () => {
  it('are names wherever a name is expected, except for reserved words', async () => {
    const refused: string[] = [];
    for (const word of keywords) {
      const seen = await diagnosticsOf(asName(word));
      if (seen.some(({ code }) => code === 'syntax' || code === 'unknown-name')) refused.push(word);
    }
    const reserved = [...WORDS.inPlaceOfNames].filter((word) => word !== 'none' && word !== 'blackhole' && word !== 'ipv6');
    assert.deepEqual(refused.toSorted(), reserved.toSorted());
    assert.deepEqual(reserved.toSorted(), [
      'all',
      'any',
      'every',
      'icmp',
      'icmpv6',
      'internet',
      'protocol',
      'tcp',
      'udp',
      'unknown',
    ]);
  });

  it('are the only words with a description', () => {
    assert.deepEqual(
      [...KEYWORDS.keys()].filter((word) => !keywords.has(word)),
      [],
    );
  });

  it('include those of each kind of resource, all with a description', () => {
    const words = ALL_KINDS.flatMap((kind) => KINDS[kind].word.split(' '));
    assert.deepEqual(
      words.filter((word) => !keywords.has(word) || !KEYWORDS.has(word)),
      [],
    );
  });

  it('that declare resources are those of the table of kinds', () => {
    const declaring = new Set([...WORDS.declaring].map(([, words]) => words).filter((words) => words !== 'interface'));
    const ofTable = new Set<string>(ALL_KINDS.map((kind) => KINDS[kind].word));
    // If one grammar rule declares several kinds, the word is a property.
    assert.deepEqual(
      [...declaring].filter((words) => words !== '' && !ofTable.has(words)),
      [],
    );
    assert.ok(declaring.size > 15);
  });
});
