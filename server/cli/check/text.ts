// The text format of `check`: each finding with its line, and totals.
import { type Io, paint, type Style } from '#server/cli/shared/io.ts';
import type { LoadedFile } from '#server/cli/shared/load.ts';
import { visible } from '#server/cli/shared/printed.ts';
import type { Place, Report, ReportedDiagnostic, ReportedRelated } from '#server/cli/shared/report.ts';

/** Hints are only counted: they are for editors. `files` are the checked files, for their text. */
export function checkText(io: Io, report: Report, files: readonly LoadedFile[]): string {
  const lines = new Map(report.files.map((file, index) => [file, files[index]?.document.textDocument.getText().split(/\r?\n/)]));
  const shown = report.diagnostics.filter(({ severity }) => severity !== 'hint');
  const blocks = [...shown.map((diagnostic) => diagnosticText(io, diagnostic, lines.get(diagnostic.file) ?? [])), totals(report)];
  return `${blocks.join('\n\n')}\n`;
}

const STYLES: Readonly<Record<ReportedDiagnostic['severity'], Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  hint: 'dim',
};

function diagnosticText(io: Io, diagnostic: ReportedDiagnostic, text: readonly string[]): string {
  const { severity, code, message, related } = diagnostic;
  return [
    `${where(diagnostic)} ${paint(io, STYLES[severity], severity)} ${paint(io, 'bold', code)}`,
    `  ${visible(message)}`,
    ...excerpt(io, diagnostic, text),
    ...related.map((place) => `  ${where(place)} ${followText(io, place)}${visible(place.message)}`),
  ].join('\n');
}

/** The severity and code of a finding that follows from this one. */
function followText(io: Io, { severity, code }: ReportedRelated): string {
  return severity === undefined || code === undefined ? '' : `${paint(io, STYLES[severity], severity)} ${code}: `;
}

/** The line, and carets under the range. Tabs are kept, so that the carets are aligned. Of a long line, only the part around the range is shown. */
function excerpt(io: Io, { range: { start, end }, severity }: ReportedDiagnostic, text: readonly string[]): readonly string[] {
  const whole = text[start.line];
  if (whole === undefined || whole.trim() === '') return [];
  const from = whole.length <= LONGEST_LINE ? 0 : Math.max(0, start.character - LONGEST_LINE / 4);
  const line = whole.slice(from, from + LONGEST_LINE);
  const last = Math.min(start.line === end.line ? end.character : whole.length, from + LONGEST_LINE);
  const before = line.slice(0, start.character - from).replaceAll(/[^\t]/g, ' ');
  const marks = '^'.repeat(Math.max(1, last - start.character));
  const number = String(start.line + 1);
  const [cut, rest] = [from > 0 ? '…' : '', from + LONGEST_LINE < whole.length ? '…' : ''];
  return [
    `  ${paint(io, 'dim', `${number} |`)} ${cut}${visible(line)}${rest}`,
    `  ${' '.repeat(number.length)} ${paint(io, 'dim', '|')} ${' '.repeat(cut.length)}${before}${paint(io, STYLES[severity], marks)}`,
  ];
}

/** In characters. A file of one long line can have a finding at each of them. */
const LONGEST_LINE = 400;

function totals({ files, diagnostics, expectations, without }: Report): string {
  const count = (severity: ReportedDiagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const holdingCount = expectations.filter(({ holds }) => holds).length;
  const notes = count('info') + count('hint');
  const failures = without.length > 0 ? ` without ${without.map(visible).join(', ')}` : '';
  const following = diagnostics.flatMap(({ related }) => related).filter(({ code }) => code !== undefined).length;
  const parts = [
    `${plural(files.length, 'file')}${failures}`,
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    ...(following > 0 ? [`${plural(following, 'finding')} that ${following === 1 ? 'follows' : 'follow'} from them`] : []),
  ];
  const more = notes > 0 ? [plural(notes, 'note')] : [];
  const results =
    expectations.length > 0
      ? [`${holdingCount} of ${plural(expectations.length, 'expectation')} ${holdingCount === 1 ? 'holds' : 'hold'}`]
      : [];
  return [...parts, ...more, ...results].join(', ');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function where({ file, range: { start } }: Place): string {
  return `${visible(file)}:${start.line + 1}:${start.character + 1}`;
}
