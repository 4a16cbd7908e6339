// Text → tokens. A keyword where a name must follow becomes a name: `database cache` declares a database named "cache".
// This looks at tokens of one line only, so that an incomplete `subnet` does not take the keyword of the next line as its name.
import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import type { NetarchKeywordNames } from './generated/ast.ts';
import { WORDS } from './words.ts';

/** Words that are no names in some places and are names in others: `propagate none`, `route 10.0.0.0/8 -> blackhole`, `10.0.0.0/16, ipv6 /56`. */
const NO_NAMES: ReadonlySet<string> = new Set<NetarchKeywordNames>(['none', 'blackhole', 'ipv6']);

type Token = LexerResult['tokens'][number];

const WORD = /^[a-z]/;

/** The lexer of the language. The base class reports unexpected characters and skips them. */
export class ContextualLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const name = this.definition.ID;
    if (name === undefined) return result;
    let listStart = 0;
    for (const [index, token] of result.tokens.entries()) {
      if (!BLOCK.test(result.tokens[index - 1]?.image ?? '')) listStart = index;
      if (isName(result.tokens, index, listStart)) {
        token.tokenType = name;
        if (name.tokenTypeIdx !== undefined) token.tokenTypeIdx = name.tokenTypeIdx;
      }
    }
    return result;
  }
}

/** Whether the keyword at `index` is in a place where only a name is valid. `listStart`: where the list of blocks begins that it is in. */
function isName(tokens: readonly Token[], index: number, listStart: number): boolean {
  const token = tokens[index];
  if (token === undefined || !WORD.test(token.image) || !isKeyword(token) || isReserved(tokens, index, listStart)) return false;
  if (opensStep(tokens, index + 1) || tokens[index + 1]?.image === '.') return true;
  const before = tokens[index - 1];
  if (before === undefined || before.endLine !== token.startLine || isValue(tokens, index - 1)) return false;
  return isKeyword(before) && WORDS.beforeNames.has(before.image);
}

/** Whether the word stays a keyword in the place of a name: `from any`, `tcp 53, udp 53`, `reaches every database`. */
function isReserved(tokens: readonly Token[], index: number, listStart: number): boolean {
  const { image = '' } = tokens[index] ?? {};
  return WORDS.inPlaceOfNames.has(image) && (!NO_NAMES.has(image) || isNoName(tokens, index, listStart));
}

/** Whether the word at `index` is the value of the word before it, and is not followed by a name: `every database`, `cross-zone on`. */
function isValue(tokens: readonly Token[], index: number): boolean {
  const [before, value] = [tokens[index - 1], tokens[index]];
  return (
    before !== undefined && value !== undefined && isKeyword(before) && WORDS.values.get(before.image)?.has(value.image) === true
  );
}

/** Whether the word at `index`, in the place of a name, is a keyword. */
function isNoName(tokens: readonly Token[], index: number, listStart: number): boolean {
  const image = tokens[index]?.image;
  if (image === 'none') return tokens[index - 1]?.image === 'propagate';
  if (image === 'ipv6') return DIVIDED.has(tokens[listStart - 2]?.image ?? '');
  return tokens[index - 1]?.image === '->' && tokens[startOfName(tokens, index - 2) - 1]?.image === 'route';
}

/** What precedes a block in its list. */
const BLOCK = /^(?:,|ipv6|\S*\/\d+)$/;

/** What has a list of blocks after its name. */
const DIVIDED: ReadonlySet<string> = new Set<NetarchKeywordNames>(['vpc', 'subnet']);

/** Where a name begins whose last part is at `index`: `partners` and `vpc.partners`. */
function startOfName(tokens: readonly Token[], index: number): number {
  let start = index;
  while (tokens[start - 1]?.image === '.') start -= 2;
  return start;
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
