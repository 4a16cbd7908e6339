// Numbers → cells and tables in Markdown.

/** A table whose columns are aligned to the right. */
export function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  return [`| ${head.join(' | ')} |`, `|${'---:|'.repeat(head.length)}`, ...lines.map((line) => `| ${line.join(' | ')} |`)].join(
    '\n',
  );
}

/** The middle one of an odd number of values; of an even number, the larger of the two in the middle. `NaN` if there are none. */
export function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** `4.2 ms`, `42 ms`. */
export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
