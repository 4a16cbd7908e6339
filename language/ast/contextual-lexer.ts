// Text → tokens, with keywords in a name's place turned into names: `database cache` is a database called "cache".
// Done on the tokens and within one line, so that a half-typed `subnet` does not swallow the keyword of the next line as its name.
import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';

/** Keywords that announce a thing; its name follows. */
const KINDS = new Set(
  (
    'host network prefix-list api-gateway vpc peering vpn direct-connect transit-gateway igw egress-igw subnet route-table nat endpoint ' +
    'security-group network-acl instance nat-instance node pod lambda database cache service eks interface kubernetes-service alb nlb ' +
    'target-group flow view'
  ).split(' '),
);

/** Words after which the name of another thing follows. */
const REFERRERS = new Set(
  (
    '-> . , from to on at via expect reaches invoke vpc-link subnets security-groups targets show flows region az engine ' +
    'route route-tables propagate serves pods vpcs remote attach'
  ).split(' '),
);

/** Words that keep their meaning after a referrer: `from any`, `tcp 53, udp 53`, `reaches every database`. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'any',
  'internet',
  'every',
  'all',
  'tcp',
  'udp',
  'icmp',
  'icmpv6',
  'protocol',
  'off',
  'on',
]);

/** Words whose value may look like a kind or a referrer, but announces nothing: `every database`, `depth subnets`, `cross-zone on`. */
const VALUED = new Set(
  (
    'every depth target-type ip-address-type dns-support dns-hostnames source-dest-check cross-zone preserve-client-ip private-dns external-snat ' +
    'security-group-references appliance-mode'
  ).split(' '),
);

/** Words that say in some places that there is no name: `propagate none`, `route 10.0.0.0/8 -> blackhole`. */
export const NO_NAMES: ReadonlySet<string> = new Set(['none', 'blackhole']);

type Token = LexerResult['tokens'][number];

const WORD = /^[a-z]/;

/** The lexer of the language. Tokens that cannot be read are reported by the base class and left out. */
export class ContextualLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const name = this.definition.ID;
    if (name === undefined) return result;
    for (const [index, token] of result.tokens.entries()) {
      if (isName(result.tokens, index)) {
        token.tokenType = name;
        if (name.tokenTypeIdx !== undefined) token.tokenTypeIdx = name.tokenTypeIdx;
      }
    }
    return result;
  }
}

/** Whether the keyword at `index` stands where only a name makes sense. */
function isName(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || !WORD.test(token.image) || !isKeyword(token) || RESERVED_NAMES.has(token.image)) return false;
  if (NO_NAMES.has(token.image) && saysNothing(tokens, index)) return false;
  if (opensStep(tokens, index + 1) || tokens[index + 1]?.image === '.') return true;
  const before = tokens[index - 1];
  if (before === undefined || before.endLine !== token.startLine || VALUED.has(tokens[index - 2]?.image ?? '')) return false;
  return isKeyword(before) && (KINDS.has(before.image) || REFERRERS.has(before.image));
}

/** Whether the word at `index` stands where a name could, and means that there is none. */
function saysNothing(tokens: readonly Token[], index: number): boolean {
  if (tokens[index]?.image === 'none') return tokens[index - 1]?.image === 'propagate';
  return tokens[index - 1]?.image === '->' && tokens[index - 3]?.image === 'route';
}

/** Whether what follows makes the word before it the start of a step: `cache -> …`, `cache:45678 -> …`. */
function opensStep(tokens: readonly Token[], index: number): boolean {
  const arrow = tokens[index]?.image === ':' ? index + 2 : index;
  return tokens[arrow]?.image === '->';
}

/** Keywords are token types named after their own text. */
function isKeyword(token: Token): boolean {
  return token.tokenType.name === token.image;
}
