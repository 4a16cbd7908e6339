// The SARIF 2.1.0 format of `check`, for code scanning.
// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
import { isAbsolute } from 'node:path';
import type { Log, PhysicalLocation, Result } from 'sarif';
import { jsonText } from '#server/cli/shared/printed.ts';
import type { Place, Report, ReportedDiagnostic, ReportedRelated } from '#server/cli/shared/report.ts';
import { VERSION } from '#server/cli/shared/version.ts';

/** One JSON document, ended by a newline. Lines and columns count from 1, columns in UTF-16 code units. */
export function checkSarif({ diagnostics }: Report): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'netarch', version: VERSION, rules: codes.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, codes.indexOf(diagnostic.code))),
      },
    ],
  };
  return `${jsonText(log, 2)}\n`;
}

function result(diagnostic: ReportedDiagnostic, ruleIndex: number): Result {
  const { code, severity, message, related } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: severity === 'error' || severity === 'warning' ? severity : 'note',
    message: { text: message },
    locations: [{ physicalLocation: physical(diagnostic) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index + 1,
        physicalLocation: physical(place),
        message: { text: place.message },
        ...propertiesOf(place),
      })),
    }),
  };
}

/** The decision at a place; the code and level of a result that follows from this one. */
function propertiesOf({ decision, code, severity }: ReportedRelated): { readonly properties?: Record<string, unknown> } {
  const properties = { ...(decision && { decision }), ...(code && { ruleId: code, severity }) };
  return Object.keys(properties).length > 0 ? { properties } : {};
}

function physical({ file, range: { start, end } }: Place): PhysicalLocation {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

/** A relative reference, or a file URI for an absolute path; segments are percent-encoded (RFC 3986), so that `x:y` is no scheme. */
function uriOf(file: string): string {
  // Windows allows half a surrogate pair in a name, which cannot be encoded.
  const encoded = file
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (!isAbsolute(file)) return encoded;
  return file.startsWith('/') ? `file://${encoded}` : `file:///${encoded}`;
}
