// netarch check PATH… → the findings and claims of the files, in the format asked for.
import { chosen, readArguments } from './arguments.ts';
import { checkGithub } from './check-github.ts';
import { checkJson } from './check-json.ts';
import { checkSarif } from './check-sarif.ts';
import { checkText } from './check-text.ts';
import { inputFiles } from './input-files.ts';
import { EXIT, type Io, misused } from './io.ts';
import { type LoadedFile, load } from './load.ts';
import { type Report, reportOn } from './report.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

/** Exit code 1 for errors and failed claims, 2 for files that cannot be read or are not the language; warnings alone are fine. */
export async function check(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { format: { type: 'string' } });
  if (!given.ok) return misused(io, given.problem);
  const format = chosen(given.options.text('format'), FORMATS, 'text');
  if (format === undefined) return misused(io, `--format is one of ${FORMATS.join(', ')}`);
  const input = await inputFiles(io, given.paths);
  if (!input.ok) return misused(io, input.problem);
  const loaded = await load(io, input.files);
  if (!loaded.ok) return misused(io, loaded.problem);
  const report = reportOn(io, loaded.files);
  io.out(written(io, format, report, loaded.files));
  if (loaded.files.some(({ isBroken }) => isBroken)) return EXIT.misused;
  return isFine(report) ? EXIT.fine : EXIT.found;
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

function isFine({ diagnostics, expectations }: Report): boolean {
  return diagnostics.every(({ severity }) => severity !== 'error') && expectations.every(({ holds }) => holds);
}
