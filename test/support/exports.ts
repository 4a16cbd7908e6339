// Finds the exported declarations of a source file, and whether they have docstrings.

/** One exported declaration. */
export interface Exported {
  readonly name: string;
  /** The line number, counted from 1. */
  readonly line: number;
  /** Whether a docstring with words ends on the line above. */
  readonly isDocumented: boolean;
}

const DECLARATION =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum|namespace) (\w+)/;

/** All declarations that begin with `export`. Throws for other forms of export, which the check would miss. */
export function exportsIn(text: string): readonly Exported[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const name = DECLARATION.exec(line)?.[1];
    if (name !== undefined) return [{ name, line: index + 1, isDocumented: hasWords(lines, index - 1) }];
    if (/^export\b/.test(line) && !/^export (?:type )?\{/.test(line)) throw new Error(`Not understood: ${line}`);
    return [];
  });
}

/** Whether a docstring with at least two words ends on that line. */
function hasWords(lines: readonly string[], last: number): boolean {
  if (!lines[last]?.trimEnd().endsWith('*/')) return false;
  let first = last;
  while (first > 0 && !lines[first]?.trimStart().startsWith('/*')) first -= 1;
  const comment = lines.slice(first, last + 1).join(' ');
  return comment.trimStart().startsWith('/**') && (comment.match(/\p{L}+/gu)?.length ?? 0) >= 2;
}
