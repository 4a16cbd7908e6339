// The colours of the editor against the grammar of the language: the same words, no more and no fewer.
import assert from 'node:assert/strict';
import { AstUtils, GrammarAST } from 'langium';
import { NetarchGrammar } from '#language/ast/generated/grammar.ts';
import { coloursOf, rulesInOrder } from './colour-of.ts';

/** `text=scope` pieces, punctuation left out. */
function checkColours(line: string, ...expected: readonly string[]): void {
  assert.deepEqual(
    coloursOf(line).filter((piece) => !piece.includes('=punctuation')),
    expected,
  );
}

const keywords = new Set(
  AstUtils.streamAst(NetarchGrammar())
    .filter(GrammarAST.isKeyword)
    .map(({ value }) => value)
    .filter((value) => /^[a-z]/.test(value)),
);

describe('the TextMate grammar', () => {
  it('colours every keyword of the language as a word', () => {
    const uncoloured = [...keywords].filter((word) => {
      const [only, ...others] = coloursOf(word);
      return others.length > 0 || !only?.startsWith(`${word}=`);
    });
    assert.deepEqual(uncoloured, []);
    assert.ok(keywords.size > 80);
  });

  it('colours no word that the language does not have', () => {
    const words = rulesInOrder().flatMap(({ match }) => wordsOf(match ?? ''));
    assert.deepEqual(
      [...new Set(words)].filter((word) => !keywords.has(word)),
      [],
    );
    assert.ok(words.length > keywords.size);
  });

  it('tells kinds from names', () => {
    checkColours(
      'public subnet public-a 10.0.0.0/24 {',
      'public=storage.modifier',
      'subnet=storage.type',
      'public-a=entity.name.type',
      '10.0.0.0/24=constant.numeric.address',
    );
    checkColours('nat vpc', 'nat=storage.type', 'vpc=entity.name.type');
  });

  it('leaves names that contain a keyword alone', () => {
    checkColours('  subnets vpc-a, production.node, my-nat', 'subnets=keyword.other.property');
  });

  it('knows rules', () => {
    checkColours(
      'inbound 110 allow tcp 1024-65535 from any // answers',
      'inbound=keyword.control.rule',
      '110=constant.numeric.port',
      'allow=keyword.control.rule',
      'tcp=support.constant.protocol',
      '1024-65535=constant.numeric.port',
      'from=keyword.control.rule',
      'any=constant.language',
      '// answers=comment.line.double-slash',
    );
  });

  it('knows what is unknown', () => {
    checkColours(
      'external vpc shared unknown',
      'external=storage.modifier',
      'vpc=storage.type',
      'shared=entity.name.type',
      'unknown=constant.language',
    );
  });

  it('knows claims and flows', () => {
    checkColours(
      'expect every node reaches 2001:db8::1 only on udp 53 via nat-a',
      'expect=keyword.control.claim',
      'every=keyword.control.claim',
      'node=storage.type',
      'reaches=keyword.control.claim',
      '2001:db8::1=constant.numeric.address',
      'only=keyword.control.claim',
      'on=keyword.other.property',
      'udp=support.constant.protocol',
      '53=constant.numeric.port',
      'via=keyword.control.claim',
    );
    checkColours(
      'worker-1:45678 -> hub tcp 443 idle 350s "later"',
      '45678=constant.numeric.port',
      '->=keyword.operator.arrow',
      'tcp=support.constant.protocol',
      '443=constant.numeric.port',
      'idle=keyword.control.claim',
      '350s=constant.numeric.duration',
      '"later"=string.quoted.double',
    );
  });

  it('knows endpoints and what they serve', () => {
    checkColours(
      'endpoint interface interface { service ecr.api  serves registry }',
      'endpoint=storage.type',
      'interface=entity.name.type',
      'interface=storage.modifier',
      'service=storage.type',
      'ecr.api=entity.name.type',
      'serves=keyword.other.property',
    );
  });

  it('knows IPv6 blocks by their length', () => {
    checkColours(
      'subnet s 10.0.1.0/24, ipv6 /64',
      'subnet=storage.type',
      's=entity.name.type',
      '10.0.1.0/24=constant.numeric.address',
      'ipv6=constant.language',
      '/64=constant.numeric.address',
    );
  });

  it('knows transit gateways', () => {
    checkColours(
      'attach spoke-a { propagate none  appliance-mode on }',
      'attach=keyword.other.property',
      'propagate=keyword.other.property',
      'none=constant.language',
      'appliance-mode=keyword.other.property',
      'on=keyword.other.property',
    );
    checkColours(
      'route 10.9.0.0/16 -> blackhole',
      'route=keyword.other.property',
      '10.9.0.0/16=constant.numeric.address',
      '->=keyword.operator.arrow',
      'blackhole=constant.language',
    );
  });

  it('colours nothing inside of strings and comments', () => {
    checkColours(
      'host hub "vpc \\" nat" /* vpc */',
      'host=storage.type',
      'hub=entity.name.type',
      '"vpc \\" nat"=string.quoted.double',
      '/* vpc */=comment.block',
    );
    checkColours('/** A vpc. */', '/** A vpc. */=comment.block.documentation');
  });
});

/** The words in a pattern's alternatives; classes and escapes of the regular expression are none. */
function wordsOf(pattern: string): readonly string[] {
  const literal = pattern.replace(/\\[pP]\{\w+\}|\[(?:\\.|[^\]])*\]|\\./g, ' ');
  return literal.match(/[a-z][a-z0-9]*(?:-[a-z0-9]+)*/g) ?? [];
}
