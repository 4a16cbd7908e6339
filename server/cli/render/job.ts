// The arguments of `render` → what to draw, how, and into which files.
import { extname } from 'node:path';
import type { Chosen } from '#server/asking/choose.ts';
import { chosen, type Options, readArguments } from '#server/cli/shared/arguments.ts';
import { DEPTHS, HIGHLIGHTS, THEMES, type Wanted } from '#server/cli/shared/subject.ts';
import { FILE_FORMATS, type FileFormat, type FileStyle, fileFormatNamed, MAX_SCALE } from '#server/image/formats.ts';

/** What one call of `render` draws. */
export interface Job {
  /** As on the command line: exactly one is valid. */
  readonly paths: readonly string[];
  readonly wanted: Wanted;
  /** A file or a git revision to compare with. */
  readonly against: string | undefined;
  readonly style: FileStyle;
  readonly outputs: readonly Output[];
  /** Whether to draw again after each change. */
  readonly watch: boolean;
}

/** One file, or stdout. */
export interface Output {
  /** As on the command line; `undefined` for stdout. */
  readonly target: string | undefined;
  readonly format: FileFormat;
}

const OPTIONS = {
  output: { type: 'string', short: 'o', multiple: true },
  format: { type: 'string' },
  view: { type: 'string' },
  flow: { type: 'string' },
  against: { type: 'string' },
  depth: { type: 'string' },
  expand: { type: 'string', multiple: true },
  highlight: { type: 'string' },
  internal: { type: 'boolean' },
  'no-internal': { type: 'boolean' },
  theme: { type: 'string' },
  scale: { type: 'string' },
  transparent: { type: 'boolean' },
  watch: { type: 'boolean' },
} as const;

/** The job, or one sentence about the first wrong argument. */
export function jobFor(words: readonly string[]): Chosen<Job> {
  const given = readArguments(words, OPTIONS);
  if (!given.ok) return given;
  const { options, paths } = given;
  const outputs = outputsFor(options.text('format'), options.texts('output'));
  if (!outputs.ok) return outputs;
  const style = styleFor(options);
  if (!style.ok) return style;
  const wanted = wantedIn(options);
  if (!wanted.ok) return wanted;
  const against = options.text('against');
  if (against !== undefined && wanted.value.flow !== undefined)
    return wrong('use either --against or --flow: a flow is drawn in one network');
  const watch = options.flag('watch');
  if (watch && outputs.value.some(({ target }) => target === undefined)) return wrong('--watch needs an output: add -o OUT.svg');
  return { ok: true, value: { paths, wanted: wanted.value, against, style: style.value, outputs: outputs.value, watch } };
}

function outputsFor(word: string | undefined, targets: readonly string[]): Chosen<readonly Output[]> {
  if (word !== undefined && targets.length > 1) return wrong('--format is for one output; with several, use their extensions');
  const outputs: Output[] = [];
  for (const target of targets.length === 0 ? [undefined] : targets) {
    const format = formatFor(word, target);
    if (!format.ok) return format;
    if (target === undefined && (format.value === 'png' || format.value === 'pdf'))
      return wrong(`${format.value.toUpperCase()} is not text: name a file with -o`);
    outputs.push({ target, format: format.value });
  }
  return { ok: true, value: outputs };
}

/** The format given by `--format`, otherwise by the extension of the output; SVG without both. */
function formatFor(word: string | undefined, target: string | undefined): Chosen<FileFormat> {
  const extension = extname(target ?? '').slice(1);
  const format = fileFormatNamed(word ?? (extension === '' ? 'svg' : extension.toLowerCase()));
  if (format !== undefined) return { ok: true, value: format };
  const known = FILE_FORMATS.join(', ');
  if (word !== undefined) return wrong(`--format must be one of ${known}`);
  const extensions = FILE_FORMATS.map((one) => `.${one}`).join(', ');
  return wrong(
    `${target}: .${extension} is not a supported format; use ${extensions}, or select a format with --format (${known})`,
  );
}

function styleFor(options: Options): Chosen<FileStyle> {
  const theme = chosen(options.text('theme'), THEMES, 'light');
  if (theme === undefined) return wrong(`--theme must be one of ${THEMES.join(', ')}`);
  const scale = Number(options.text('scale') ?? 2);
  if (!(scale >= MIN_SCALE && scale <= MAX_SCALE)) return wrong(`--scale must be a number from ${MIN_SCALE} to ${MAX_SCALE}`);
  return { ok: true, value: { theme, scale, transparent: options.flag('transparent') } };
}

const MIN_SCALE = 0.1;

function wantedIn(options: Options): Chosen<Wanted> {
  const highlight = options.text('highlight');
  const highlighted = HIGHLIGHTS.find((one) => one === highlight);
  if (highlight !== undefined && highlighted === undefined) return wrong(`--highlight must be one of ${HIGHLIGHTS.join(', ')}`);
  const [internal, noInternal] = [options.flag('internal'), options.flag('no-internal')];
  if (internal && noInternal) return wrong('use either --internal or --no-internal');
  const word = options.text('depth');
  const depth = DEPTHS.find((one) => one === word);
  if (word !== undefined && depth === undefined) return wrong(`--depth must be one of ${DEPTHS.join(', ')}`);
  const switched = internal || noInternal ? internal : undefined;
  return {
    ok: true,
    value: {
      view: options.text('view'),
      flow: options.text('flow'),
      highlight: highlighted,
      internal: switched,
      depth,
      expand: options.texts('expand'),
    },
  };
}

function wrong<T>(problem: string): Chosen<T> {
  return { ok: false, problem };
}
