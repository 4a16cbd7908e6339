// Lines of a suggested fix → edits of the text: each line goes into the block of its resource, or replaces the line that it contradicts.
import type { EntityId } from '#language/network/id.ts';
import type { Position, SourceRange, Sources } from '#language/network/source.ts';
import type { Line } from './change/lines.ts';

/** New text in place of a range, which is empty where nothing is replaced. */
export interface Edit {
  readonly range: SourceRange;
  readonly newText: string;
}

/** The edits for all lines. `textOf` gives the text of a document. Resources that no document declares get no edit. */
export function editsFor(lines: readonly Line[], sources: Sources, textOf: (uri: string) => string): readonly Edit[] {
  const replacing = lines.flatMap((line) => {
    const range = line.replaces && statedRange(sources, line.in, line.replaces);
    return range === undefined ? [] : [{ line, edit: { range, newText: line.line } }];
  });
  const above = lines.flatMap((line) => {
    const range = line.before && sources.locate(line.before, { of: 'whole' });
    return range === undefined
      ? []
      : [{ line, edit: { range: startOf(range), newText: leading(range, textOf(range.uri), line) } }];
  });
  const rest = lines.filter((line) => [...replacing, ...above].every((one) => one.line !== line));
  const places = [...new Set(rest.map((line) => line.in))];
  const added = places.flatMap((place): readonly Edit[] => {
    const whole = sources.locate(place, { of: 'whole' });
    const own = rest.filter((line) => line.in === place).map(({ line }) => line);
    return whole === undefined ? [] : [insertion(whole, textOf(whole.uri), own)];
  });
  return [...[...replacing, ...above].map(({ edit }) => edit), ...added];
}

/** Where the resource states the part; `undefined` if it does not. */
function statedRange(sources: Sources, id: EntityId, of: NonNullable<Line['replaces']>): SourceRange | undefined {
  const [part, name] = [sources.locate(id, { of }), sources.locate(id)];
  return part === undefined || name === undefined || isSame(part.start, name.start) ? undefined : part;
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}

function startOf({ uri, start }: SourceRange): SourceRange {
  return { uri, start, end: start };
}

/** The line above another one; before it on a line with others. */
function leading({ start }: SourceRange, text: string, { line }: Line): string {
  const before = (text.split('\n')[start.line] ?? '').slice(0, start.character);
  return before.trim() === '' ? `${line}\n${before}` : `${line}${INDENT}`;
}

const INDENT = '  ';

/** The lines before the closing brace of the declaration; a block of their own if it has none. */
function insertion({ uri, start, end }: SourceRange, text: string, lines: readonly string[]): Edit {
  const written = text.split('\n');
  const last = written[end.line] ?? '';
  if (last.charAt(end.character - 1) !== '}') return { range: { uri, start: end, end }, newText: ` { ${lines.join(INDENT)} }` };
  const before = { line: end.line, character: end.character - 1 };
  const at: SourceRange = { uri, start: before, end: before };
  if (start.line === end.line) {
    const isSpaced = /\s/.test(last.charAt(before.character - 1));
    return { range: at, newText: `${isSpaced ? ' ' : INDENT}${lines.join(INDENT)} ` };
  }
  const indent = /^\s*/.exec(written[start.line] ?? '')?.[0] ?? '';
  const isAlone = last.slice(0, before.character).trim() === '';
  const block = lines.map((line) => `${indent}${INDENT}${line}\n`).join('');
  if (!isAlone) return { range: at, newText: `\n${block}${indent}` };
  const begin = { line: end.line, character: 0 };
  return { range: { uri, start: begin, end: begin }, newText: block };
}
