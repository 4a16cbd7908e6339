// The `github` format of `check`: workflow commands that GitHub Actions shows as annotations.
// Source: GitHub Actions documentation, "Workflow commands for GitHub Actions".
import { visible } from '#server/cli/shared/printed.ts';
import type { Report, ReportedDiagnostic } from '#server/cli/shared/report.ts';

/** One workflow command on each line, without hints, which are for editors. Lines and columns count from 1. */
export function checkGithub({ diagnostics }: Report): string {
  const shown = diagnostics.filter(({ severity }) => severity !== 'hint');
  return shown.map((diagnostic) => `${command(diagnostic)}\n`).join('');
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

function command(diagnostic: ReportedDiagnostic): string {
  const { file, range, severity, code, related } = diagnostic;
  const { start, end } = range;
  const follows = related.filter((other) => other.code !== undefined);
  const lines = follows.map((other) => `${other.file}:${other.range.start.line + 1}: ${other.code}: ${other.message}`);
  const message = [diagnostic.message, ...lines].map(visible).join('\n');
  const columns = start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {};
  const properties = { file: visible(file), line: start.line + 1, endLine: end.line + 1, ...columns, title: code };
  const text = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${text.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
