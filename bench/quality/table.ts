// Columns → tables in Markdown, and the list of cases that became worse.
import type { Column, Result } from './columns.ts';
import type { Figures } from './metrics.ts';
import { ROWS, type Row } from './rows.ts';

/** A case as the tables see it. */
export interface Entry {
  readonly group: string;
  readonly name: string;
  /** Of the diagram. */
  readonly digest: string;
}

/** A table for each group, under a heading and the command that measures it. */
export function tables(entries: readonly Entry[], columns: readonly Column[]): string {
  const groups = [...new Set(entries.map(({ group }) => group))];
  return groups
    .map((group) =>
      tableOf(
        group,
        entries.filter((entry) => entry.group === group),
        columns,
      ),
    )
    .join('\n\n');
}

function tableOf(group: string, entries: readonly Entry[], columns: readonly Column[]): string {
  const heading = entries.length === 1 ? group : `${entries.length} ${group}`;
  const cells = columns.map((column) => cellsOf(column, entries));
  const lines = [
    ['', ...columns.map(({ title }) => title)],
    ['diagrams', ...cells.map(({ count }) => count)],
    ...ROWS.map((row) => [row.title, ...cells.map(({ drawings }) => shown(row, row.of(drawings)))]),
  ].map((line) => `| ${line.join(' | ')} |`);
  lines.splice(1, 0, `|---|${'---:|'.repeat(columns.length)}`);
  return `### ${heading}\n\n\`npm run bench:quality -- --only "${group}"\`\n\n${lines.join('\n')}`;
}

/** The drawings of a column, and their number. What was measured with another diagram is left out. */
function cellsOf(column: Column, entries: readonly Entry[]): { readonly drawings: readonly Figures[]; readonly count: string } {
  const results = entries.flatMap((entry) => resultOf(column, entry) ?? []);
  const drawings = results.flatMap(({ figures }) => figures ?? []);
  const failures = [...new Set(results.flatMap(({ failure }) => failure ?? []))];
  const missing = entries.length - results.length;
  const reasons = [...failures, ...(missing > 0 ? [`${missing} not measured`] : [])];
  return { drawings, count: `${drawings.length}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}` };
}

function resultOf({ results }: Column, { name, digest }: Entry): Result | undefined {
  const result = results[name];
  return result?.digest === digest ? result : undefined;
}

function shown({ digits }: Row, value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(digits);
}

/** One line for each case that is worse in a metric than before, with both values. */
export function worse(entries: readonly Entry[], before: Column, now: Column): readonly string[] {
  return entries.flatMap((entry) => {
    const [old, current] = [resultOf(before, entry)?.figures, resultOf(now, entry)?.figures];
    if (old === undefined || current === undefined) return [];
    const changes = ROWS.flatMap((row) => {
      const [was, is] = [shown(row, row.of([old])), shown(row, row.of([current]))];
      return row.isCost && Number(is) > Number(was) ? [`${row.title} ${was} → ${is}`] : [];
    });
    return changes.length === 0 ? [] : [`${entry.name}: ${changes.join(', ')}`];
  });
}
