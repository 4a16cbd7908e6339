// Text → syntax tree, within bounds: after many syntax errors the rest of a file is not read. The parser recovers from an error inside
// its recovery from the one before, so thousands of errors would exhaust the stack.
import {
  type AstNode,
  createParser,
  LangiumCompletionParser,
  type LangiumCoreServices,
  LangiumParser,
  type ParseResult,
  type ParserOptions,
} from 'langium';

/** The number of syntax errors after which the rest of a file is not read. */
export const MOST_SYNTAX_ERRORS = 200;

/** The parser of the language. Of more errors than are read, it reports one, which says where reading ends. */
export function createBoundedParser(services: LangiumCoreServices): LangiumParser {
  return prepared(new BoundedParser(services), services);
}

/** The parser for completion, within the same bounds. */
export function createBoundedCompletionParser(services: LangiumCoreServices): LangiumCompletionParser {
  return prepared(new BoundedCompletionParser(services), services);
}

function prepared<T extends LangiumParser | LangiumCompletionParser>(parser: T, services: LangiumCoreServices): T {
  createParser(services.Grammar, parser, services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}

class BoundedParser extends LangiumParser {
  override consume(...args: Parameters<LangiumParser['consume']>): void {
    if (!this.isRecording()) endAfterErrors(this.wrapper);
    super.consume(...args);
  }

  override parse<T extends AstNode = AstNode>(input: string, options: ParserOptions = {}): ParseResult<T> {
    const result = super.parse<T>(input, options);
    const [read, [next]] = splitAt(result.parserErrors, MOST_SYNTAX_ERRORS);
    return next === undefined ? result : { ...result, parserErrors: [...read, endOfReading(next)] };
  }
}

class BoundedCompletionParser extends LangiumCompletionParser {
  override consume(...args: Parameters<LangiumCompletionParser['consume']>): void {
    if (!this.isRecording()) endAfterErrors(this.wrapper);
    super.consume(...args);
  }
}

type SyntaxError = ParseResult['parserErrors'][number];
type Token = SyntaxError['token'];

/**
 * Makes the file end at the first error too many. While it parses, Chevrotain has the end of the file behind the last token, and takes
 * every such token for the end.
 */
function endAfterErrors({ errors, input }: { readonly errors: readonly SyntaxError[]; readonly input: Token[] }): void {
  const next = errors[MOST_SYNTAX_ERRORS];
  const [place, end] = [next === undefined ? -1 : input.indexOf(next.token), input.at(-1)];
  if (place >= 0 && end !== undefined) input.fill(end, place);
}

function splitAt<T>(all: readonly T[], place: number): readonly [readonly T[], readonly T[]] {
  return [all.slice(0, place), all.slice(place)];
}

function endOfReading({ name, token, resyncedTokens, context }: SyntaxError): SyntaxError {
  const message = `The file has more than ${MOST_SYNTAX_ERRORS} syntax errors. What follows is not read: correct the errors above first.`;
  return { name, message, token, resyncedTokens, context };
}
