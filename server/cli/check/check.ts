// `netarch check PATH…`: reports findings and the results of expectations.
import type { Locate } from '#language/validation/causes.ts';
import { claimsAfter } from '#language/what-if/claims-after.ts';
import type { Chosen } from '#server/asking/choose.ts';
import { networksWithout, WITHOUT } from '#server/asking/losses.ts';
import { chosen, readArguments } from '#server/cli/shared/arguments.ts';
import { inputFiles } from '#server/cli/shared/input-files.ts';
import { EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { type LoadedFile, load } from '#server/cli/shared/load.ts';
import { type Report, reportOn, reportWithout } from '#server/cli/shared/report.ts';
import { checkGithub } from './github.ts';
import { checkJson } from './json.ts';
import { checkSarif } from './sarif.ts';
import { checkText } from './text.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

/**
 * Exit code 1 for errors and failed expectations, 2 for files that cannot be read or parsed. Warnings do not change the exit code.
 * With `--without`, only flows and expectations are checked.
 */
export async function check(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { format: { type: 'string' }, without: WITHOUT });
  if (!given.ok) return usageError(io, given.problem);
  const format = chosen(given.options.text('format'), FORMATS, 'text');
  if (format === undefined) return usageError(io, `--format must be one of ${FORMATS.join(', ')}`);
  const input = await inputFiles(io, given.paths);
  if (!input.ok) return usageError(io, input.problem);
  const loaded = await load(io, input.files, { diagnostics: true });
  if (!loaded.ok) return usageError(io, loaded.problem);
  const isBroken = loaded.files.some((file) => file.isBroken);
  const report = reportAfter(io, loaded.files, isBroken ? [] : given.options.texts('without'));
  if (!report.ok) return usageError(io, report.problem);
  io.out(written(io, format, report.value, loaded.files));
  if (isBroken) return EXIT.invalid;
  return isSuccessful(report.value) ? EXIT.success : EXIT.failed;
}

function reportAfter(io: Io, files: readonly LoadedFile[], without: readonly string[]): Chosen<Report> {
  if (without.length === 0) return { ok: true, value: reportOn(io, files) };
  const remaining = networksWithout(
    files.map(({ compiled }) => compiled.network),
    without,
  );
  if (!remaining.ok) return remaining;
  const failing = files.map((file, index) => {
    const { network, sources } = file.compiled;
    const locate: Locate = ({ subject, aspect }) => sources.locate(subject, aspect);
    const after = claimsAfter(network, remaining.value[index] ?? network, locate);
    return { ...file, after };
  });
  return { ok: true, value: reportWithout(io, failing, without) };
}

function written(io: Io, format: (typeof FORMATS)[number], report: Report, files: readonly LoadedFile[]): string {
  switch (format) {
    case 'json':
      return checkJson(io, report);
    case 'sarif':
      return checkSarif(report);
    case 'github':
      return checkGithub(report);
    case 'text':
      return checkText(io, report, files);
  }
}

function isSuccessful({ diagnostics, expectations }: Report): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error') && expectations.every(({ holds }) => holds);
}
