// Pieces → lines: line breaks, indentation, and the comment after each line.
import { isClosed } from '#language/ast/values.ts';
import type { Piece } from './pieces.ts';

/** One line of the formatted text. */
export interface Line {
  /** In units of two spaces. */
  readonly indent: number;
  readonly code: string;
  /** A line comment after the code. */
  readonly comment?: string;
  /** Whether an empty line precedes it. */
  readonly spaced: boolean;
}

/** Indentation units for the continuation of a property that the author broke over several lines. */
const CONTINUATION = 2;

/** The formatted lines. A block on one line stays on one line. In any other block, each item gets its own line. */
export function linesOf(text: string, pieces: readonly Piece[]): readonly Line[] {
  const lines: Line[] = [];
  let before: Spot | undefined;
  for (const spot of spotsOf(text, pieces)) {
    const line = lines.at(-1);
    if (before === undefined || line === undefined || breaksBetween(before, spot)) lines.push(startLine(before, spot));
    else lines[lines.length - 1] = extend(line, before, spot);
    before = spot;
  }
  return lines;
}

/** A piece and its position. */
interface Spot {
  readonly piece: Piece;
  /** The number of open blocks around it. Braces are outside their own block. */
  readonly depth: number;
  /** Whether its block has several lines. For a closing brace: the block that it closes. */
  readonly inLines: boolean;
  /** The number of line breaks before it. */
  readonly newlines: number;
  /** Whether it begins an item, or is a comment above one. */
  readonly leads: boolean;
}

function spotsOf(text: string, pieces: readonly Piece[]): readonly Spot[] {
  const inLines = blocksInLines(text, pieces);
  const leading = leadingPieces(pieces);
  const open: boolean[] = [];
  return pieces.map((piece, index) => {
    const closed = isBrace(piece, '}') ? open.pop() : undefined;
    const spot = {
      piece,
      depth: open.length,
      inLines: closed ?? open.at(-1) ?? true,
      newlines: newlinesIn(text.slice(pieces[index - 1]?.end ?? 0, piece.offset)),
      leads: leading.has(piece),
    };
    if (isBrace(piece, '{')) open.push(inLines.has(piece));
    return spot;
  });
}

/** The opening braces whose closing brace is on another line. */
function blocksInLines(text: string, pieces: readonly Piece[]): ReadonlySet<Piece> {
  const found = new Set<Piece>();
  const open: Piece[] = [];
  for (const piece of pieces) {
    if (isBrace(piece, '{')) open.push(piece);
    const start = isBrace(piece, '}') ? open.pop() : undefined;
    if (start !== undefined && newlinesIn(text.slice(start.end, piece.offset)) > 0) found.add(start);
  }
  return found;
}

/** The pieces that begin an item or close a block, the comments above them, and those at the end. */
function leadingPieces(pieces: readonly Piece[]): ReadonlySet<Piece> {
  const leading = new Set<Piece>();
  let leads = true;
  for (const piece of pieces.toReversed()) {
    if (!piece.kind.endsWith('comment')) leads = piece.startsItem || isBrace(piece, '}');
    if (leads) leading.add(piece);
  }
  return leading;
}

function breaksBetween({ piece: before }: Spot, { piece, inLines, newlines }: Spot): boolean {
  if (before.kind === 'line-comment' || before.kind === 'verbatim' || piece.kind === 'verbatim') return true;
  if (piece.kind !== 'token') return newlines > 0;
  if (isBrace(piece, '{')) return newlines > 0 && (before.kind === 'block-comment' || isUnclosed(before));
  if (isBrace(before, '{')) return inLines && !isBrace(piece, '}');
  if (isBrace(piece, '}')) return inLines;
  return newlines > 0 || (piece.startsItem && inLines && before.kind !== 'block-comment');
}

function startLine(before: Spot | undefined, { piece, depth, newlines, leads }: Spot): Line {
  const continues = !leads && !isBrace(piece, '{');
  const atEdge = before === undefined || isBrace(before.piece, '{') || isBrace(piece, '}');
  return {
    indent: piece.kind === 'verbatim' ? 0 : depth + (continues ? CONTINUATION : 0),
    code: piece.text,
    spaced: newlines > 1 && !atEdge && !continues,
  };
}

function extend(line: Line, { piece: before }: Spot, { piece }: Spot): Line {
  if (piece.kind === 'line-comment') return { ...line, comment: piece.text };
  return { ...line, code: `${line.code}${gapBetween(before, piece)}${piece.text}` };
}

function gapBetween(before: Piece, piece: Piece): string {
  if (isBrace(before, '{')) return isBrace(piece, '}') ? '' : ' ';
  if (piece.startsItem) return before.kind === 'token' ? '  ' : ' ';
  if (piece.kind !== 'token' || before.kind !== 'token') return ' ';
  return TIGHT_BEFORE.has(piece.text) || TIGHT_AFTER.has(before.text) ? '' : ' ';
}

const TIGHT_BEFORE: ReadonlySet<string> = new Set([',', '.', ':', ']']);
const TIGHT_AFTER: ReadonlySet<string> = new Set(['.', ':', '[']);

function isBrace({ kind, text }: Piece, brace: '{' | '}'): boolean {
  return kind === 'token' && text === brace;
}

function isUnclosed({ text }: Piece): boolean {
  return text.startsWith('"') && !isClosed(text);
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1;
}
