// Text → the pieces that the formatter moves: tokens, comments, and declarations that it must not change.
import { type AstNode, AstUtils, type LangiumCoreServices, type LexerResult } from 'langium';

/** Pieces are in the order of the text and contain all of it except the white space between them. */
export interface Piece {
  /** `verbatim`: a declaration that could not be parsed, from its first word to its last. */
  readonly kind: 'token' | 'line-comment' | 'block-comment' | 'verbatim';
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  /** Whether it begins an item: a resource, property, rule or step that has its own line in a block of several lines. */
  readonly startsItem: boolean;
}

/** The lists of the syntax tree whose elements have their own lines. */
const ITEM_LISTS: ReadonlySet<string> = new Set(
  'imports members properties interfaces routes rules entries records listeners integrations steps notes'.split(' '),
);

/** The pieces of a text. A declaration that the parser could not read completely is one verbatim piece. */
export function piecesOf(text: string, { parser }: LangiumCoreServices): readonly Piece[] {
  const lexed = parser.Lexer.tokenize(text);
  const { value, lexerErrors, parserErrors } = parser.LangiumParser.parse(text);
  const words = [...tokensOf(lexed, value), ...unreadable(text, lexerErrors)].toSorted((a, b) => a.offset - b.offset);
  const last = words.at(-1)?.offset ?? 0;
  const wrong = new Set(parserErrors.map(({ token }) => (token.startOffset >= 0 ? token.startOffset : last)));
  const understood = sectionsOf(value, words).flatMap((section, index, all) =>
    isClear(section, wrong) && !wrong.has(all[index + 1]?.words[0]?.offset ?? -1) ? section.words : verbatim(text, section),
  );
  const comments = lexed.hidden.filter(({ startOffset }) => !understood.some((one) => holds(one, startOffset)));
  return [...understood, ...comments.map(commentOf)].toSorted((a, b) => a.offset - b.offset);
}

function tokensOf({ tokens }: LexerResult, root: AstNode): readonly Piece[] {
  const items = AstUtils.streamAllContents(root).filter(({ $containerProperty }) => ITEM_LISTS.has($containerProperty ?? ''));
  const starts = new Set(items.map(({ $cstNode }) => $cstNode?.offset));
  return tokens.map(({ image, startOffset }) => ({
    kind: 'token',
    text: image,
    offset: startOffset,
    end: startOffset + image.length,
    startsItem: starts.has(startOffset),
  }));
}

function unreadable(text: string, errors: LexerResult['errors']): readonly Piece[] {
  return errors.map(({ offset, length }) => {
    const end = offset + length;
    return { kind: 'verbatim', text: text.slice(offset, end), offset, end, startsItem: false };
  });
}

function commentOf({ image, startOffset }: LexerResult['hidden'][number]): Piece {
  const kind = image.startsWith('//') ? 'line-comment' : 'block-comment';
  return { kind, text: image.trimEnd(), offset: startOffset, end: startOffset + image.length, startsItem: false };
}

/** A top-level declaration or import, with all words up to the next one. `end`: where the parser saw its end. */
interface Section {
  readonly end: number;
  readonly words: readonly Piece[];
}

function sectionsOf(root: AstNode, words: readonly Piece[]): readonly Section[] {
  const nodes = AstUtils.streamContents(root).toArray();
  const ends = new Map(nodes.flatMap(({ $cstNode }) => ($cstNode === undefined ? [] : [[$cstNode.offset, $cstNode.end]])));
  const sections: { end: number; words: Piece[] }[] = [];
  for (const word of words) {
    const end = ends.get(word.offset);
    const current = sections.at(-1);
    if (end !== undefined || current === undefined) sections.push({ end: end ?? word.offset, words: [word] });
    else current.words.push(word);
  }
  return sections;
}

/** Whether the parser read every word of it and every block is closed. */
function isClear({ end, words }: Section, wrong: ReadonlySet<number>): boolean {
  const count = (brace: string): number => words.filter(({ text }) => text === brace).length;
  const read = words.every((word) => word.kind === 'token' && word.end <= end && !wrong.has(word.offset));
  return read && count('{') === count('}');
}

function verbatim(text: string, { words }: Section): readonly Piece[] {
  const offset = words[0]?.offset ?? 0;
  const end = words.at(-1)?.end ?? offset;
  return [{ kind: 'verbatim', text: text.slice(offset, end), offset, end, startsItem: true }];
}

function holds({ kind, offset, end }: Piece, place: number): boolean {
  return kind === 'verbatim' && offset <= place && place < end;
}
