// The JSON format of `check`. It is a public contract: scripts depend on it.

import type { Io } from '#server/cli/shared/io.ts';
import { jsonText } from '#server/cli/shared/printed.ts';
import type { Report, ReportedExpectation } from '#server/cli/shared/report.ts';
import { jsonTrace } from '#server/cli/trace/json.ts';

/** One JSON document, ended by a newline. */
export function checkJson(io: Io, { files, diagnostics, expectations, without }: Report): string {
  const value = {
    version: 1,
    files,
    ...(without.length > 0 && { without }),
    diagnostics,
    expectations: expectations.map((expectation) => jsonExpectation(io, expectation)),
  };
  return `${jsonText(value, 2)}\n`;
}

function jsonExpectation(io: Io, { file, range, text, holds, counterexample, checked }: ReportedExpectation) {
  const naming = { io, sources: checked.compiled.sources };
  return {
    file,
    range,
    text,
    holds,
    counterexample: counterexample === undefined ? null : jsonTrace(naming, counterexample),
  };
}
