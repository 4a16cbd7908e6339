// Checks that a text has exactly the errors and warnings that the carets under its lines state.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type { DiagnosticData } from '#language/name-reports.ts';
import { withDocument } from './services.ts';

/** One diagnostic in tests. */
export interface Seen {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** The texts at its related locations. */
  readonly related: readonly string[];
  readonly follows: readonly Follow[];
}

const SEVERITIES = ['none', 'error', 'warning', 'info', 'hint'];

/**
 * Reads expected diagnostics such as `//     ^^^^ error subnet-size: 10.0.0.0/29 is too small` under the line of the diagnostic. Carets mark the
 * exact range, up to the end of the line for longer ranges. The message is optional, and may be only the beginning of the actual one.
 */
export async function checkDiagnostics(text: string): Promise<readonly Seen[]> {
  const seen = await diagnosticsOf(text);
  const expected = expectationsIn(text);
  const isMet = (one: Seen, wanted: Seen) => describe(one) === describe(wanted) && one.message.startsWith(wanted.message);
  const missing = expected.filter((wanted) => !seen.some((one) => isMet(one, wanted)));
  const grave = seen.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const unexpected = grave.filter((one) => !expected.some((wanted) => isMet(one, wanted)));
  assert.deepEqual(
    { missing: missing.map(withMessage), unexpected: unexpected.map(withMessage) },
    { missing: [], unexpected: [] },
    `${text}\nsaw:\n${seen.map(withMessage).join('\n')}`,
  );
  return seen;
}

/** All diagnostics of a text. */
export function diagnosticsOf(text: string): Promise<readonly Seen[]> {
  const lines = text.split('\n');
  return withDocument(text, ({ diagnostics = [] }) => diagnostics.map((diagnostic) => seenOf(diagnostic, lines)));
}

type Diagnostic = NonNullable<LangiumDocument['diagnostics']>[number];

/** A finding that is attached to another one, from which it follows. */
export interface Follow {
  readonly code: string;
  readonly line: number;
  readonly message: string;
}

/** The findings that follow from that of a diagnostic. */
export function followsOf({ relatedInformation = [], data }: Diagnostic): readonly Follow[] {
  const { related = [] }: DiagnosticData = data ?? {};
  return relatedInformation.flatMap(({ location, message }, index) => {
    const follows = related[index]?.follows;
    return follows === undefined ? [] : [{ code: follows.code, line: location.range.start.line, message }];
  });
}

function seenOf(diagnostic: Diagnostic, lines: readonly string[]): Seen {
  const { severity, code, message, range, relatedInformation = [] } = diagnostic;
  const { start, end } = range;
  const to = end.line === start.line ? end.character : (lines[start.line]?.length ?? 0);
  return {
    severity: SEVERITIES[severity ?? 0] ?? '',
    code: String(code),
    message: typeof message === 'string' ? message : message.value,
    line: start.line,
    from: start.character,
    to,
    related: relatedInformation.map((other) => textIn(lines, other.location.range)),
    follows: followsOf(diagnostic),
  };
}

function textIn(lines: readonly string[], { start, end }: Diagnostic['range']): string {
  const line = lines[start.line] ?? '';
  return line.slice(start.character, end.line === start.line ? end.character : undefined);
}

const EXPECTATION = /^(\s*\/\/\s*)(\^+) (error|warning|info|hint) ([\w-]+)(?:: (.*))?$/;

function expectationsIn(text: string): readonly Seen[] {
  let line = 0;
  return text.split('\n').flatMap((written, number) => {
    const [, before = '', carets = '', severity = '', code = '', message = ''] = EXPECTATION.exec(written) ?? [];
    if (carets === '') {
      line = number;
      return [];
    }
    return [{ severity, code, message, line, from: before.length, to: before.length + carets.length, related: [], follows: [] }];
  });
}

function describe({ severity, code, line, from, to }: Seen): string {
  return `${severity} ${code} at line ${line + 1}, ${from} to ${to}`;
}

function withMessage(seen: Seen): string {
  return `${describe(seen)}: ${seen.message}`;
}
