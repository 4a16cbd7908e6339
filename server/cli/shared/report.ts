// The report behind every output format of `check`: diagnostics in the order of the text, and the results of the expectations.
import type { DiagnosticData } from '#language/name-reports.ts';
import type { Finding, RelatedFinding } from '#language/network/finding.ts';
import { findingsIn } from '#language/network/placed-finding.ts';
import type { SourceRange } from '#language/network/source.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Claims } from '#language/validation/claims.ts';
import type { ClaimsAfter } from '#language/what-if/claims-after.ts';
import { displayPath, type Io } from './io.ts';
import type { LoadedFile } from './load.ts';

/** Lines and characters count from 0. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A range in a file. */
export interface Place {
  readonly file: string;
  readonly range: Range;
}

/** One finding with its location. */
export interface ReportedDiagnostic extends Place {
  readonly severity: Finding['severity'];
  readonly code: string;
  readonly message: string;
  readonly related: readonly ReportedRelated[];
}

/** A related place; `code` and `severity` are those of another finding, which follows from this one. */
export type ReportedRelated = Place & Pick<RelatedFinding, 'message' | 'decision'> & Partial<Pick<Finding, 'code' | 'severity'>>;

/** One expectation with its location and its result. */
export interface ReportedExpectation extends Place {
  readonly text: string;
  readonly holds: boolean;
  /** The trace that disproves a failed expectation, if a single trace does. */
  readonly counterexample: Trace | undefined;
  readonly checked: LoadedFile;
}

/** The result of `check`, independent of the output format. */
export interface Report {
  readonly files: readonly string[];
  readonly diagnostics: readonly ReportedDiagnostic[];
  readonly expectations: readonly ReportedExpectation[];
  /** The names given to `--without`. */
  readonly without: readonly string[];
}

/** All findings and expectations of the files. */
export function reportOn(io: Io, files: readonly LoadedFile[]): Report {
  return {
    files: files.map(({ uri }) => displayPath(io, uri)),
    diagnostics: files.flatMap((file) => diagnosticsOf(io, file)),
    expectations: files.flatMap((file) => expectationsOf(io, file, file.compiled.claims)),
    without: [],
  };
}

/** The flows and expectations of the files after failures, without other findings. */
export function reportWithout(
  io: Io,
  files: readonly (LoadedFile & { readonly after: ClaimsAfter })[],
  without: readonly string[],
): Report {
  return {
    files: files.map(({ uri }) => displayPath(io, uri)),
    diagnostics: files.flatMap((file) => diagnosticsAfter(io, file, file.after.findings)),
    expectations: files.flatMap((file) => expectationsOf(io, file, file.after.claims)),
    without,
  };
}

/** The location of a source range in results. */
export function placeOf(io: Io, { uri, start, end }: SourceRange): Place {
  return { file: displayPath(io, uri), range: rangeOf({ start, end }) };
}

/** A copy with exactly four numbers: ranges of documents have more properties. */
function rangeOf({ start, end }: Range): Range {
  return { start: { line: start.line, character: start.character }, end: { line: end.line, character: end.character } };
}

function diagnosticsOf(io: Io, { document, uri }: LoadedFile): readonly ReportedDiagnostic[] {
  const file = displayPath(io, uri);
  return (document.diagnostics ?? [])
    .map((diagnostic) => ({
      file,
      range: rangeOf(diagnostic.range),
      severity: SEVERITIES[diagnostic.severity ?? 1] ?? 'error',
      code: String(diagnostic.code ?? ''),
      message: typeof diagnostic.message === 'string' ? diagnostic.message : diagnostic.message.value,
      related: (diagnostic.relatedInformation ?? []).map(({ location, message }, index) => {
        const { decision, follows } = relatedDataIn(diagnostic.data)[index] ?? {};
        const place = { file: displayPath(io, location.uri), range: rangeOf(location.range) };
        return { ...place, message, ...(decision && { decision }), ...follows };
      }),
    }))
    .toSorted((a, b) => compare(a.range, b.range));
}

/** What is known about each related place, which diagnostics carry as their data. */
function relatedDataIn(data: DiagnosticData | undefined): NonNullable<DiagnosticData['related']> {
  return data?.related ?? [];
}

/** The findings in the file itself, without those in imports. */
function diagnosticsAfter(
  io: Io,
  { uri, compiled: { sources } }: LoadedFile,
  findings: readonly Finding[],
): readonly ReportedDiagnostic[] {
  return findingsIn(uri, findings, sources)
    .map(({ severity, code, message, range, related }) => {
      const others = related.map(({ range: place, follows, ...other }) => ({ ...placeOf(io, place), ...other, ...follows }));
      return { ...placeOf(io, range), severity, code, message, related: others };
    })
    .toSorted((a, b) => compare(a.range, b.range));
}

/** By the numbers of LSP's DiagnosticSeverity. */
const SEVERITIES: readonly (Finding['severity'] | undefined)[] = [undefined, 'error', 'warning', 'info', 'hint'];

function compare(a: Range, b: Range): number {
  return a.start.line - b.start.line || a.start.character - b.start.character || a.end.line - b.end.line;
}

function expectationsOf(io: Io, checked: LoadedFile, claims: Claims): readonly ReportedExpectation[] {
  const { sources } = checked.compiled;
  return claims.judgements.flatMap(({ expectation, holds, counterexample }) => {
    const place = sources.locate(expectation.id, { of: 'whole' });
    return place === undefined
      ? []
      : [
          {
            ...placeOf(io, place),
            text: expectation.text,
            holds,
            counterexample: holds ? undefined : counterexample,
            checked,
          },
        ];
  });
}
