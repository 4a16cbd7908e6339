// netarch render FILE → its picture, in a file or on stdout.
import { extname } from 'node:path';
import { writeWhole } from '#files/write-whole.ts';
import type { View } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { type NetworkSubject, pictureOf } from '#language/view/picture.ts';
import { FORMATS, formatNamed, type PictureFormat, written } from '#language/view/write.ts';
import { chosen, type Options, readArguments } from '#server/cli/shared/arguments.ts';
import { type Chosen, choose } from '#server/cli/shared/choose.ts';
import { absolute, EXIT, type Io, misused } from '#server/cli/shared/io.ts';
import { oneFile } from '#server/cli/shared/one-file.ts';

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  view: { type: 'string' },
  flow: { type: 'string' },
  highlight: { type: 'string' },
  theme: { type: 'string' },
} as const;

const HIGHLIGHTS = ['ingress', 'egress', 'both', 'none'] as const;
const THEMES = ['light', 'dark'] as const;

/** Exit code 0 if the whole picture was written, 2 if nothing was. */
export async function render(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, OPTIONS);
  if (!given.ok) return misused(io, given.problem);
  const { options } = given;
  const target = options.text('output');
  const format = formatFor(options.text('format'), target);
  if (!format.ok) return misused(io, format.problem);
  const theme = chosen(options.text('theme'), THEMES, 'light');
  if (theme === undefined) return misused(io, `--theme is one of ${THEMES.join(', ')}`);
  const input = await oneFile(io, given.paths);
  if (!input.ok) return misused(io, input.problem);
  const subject = whatToShow(input.network, options);
  if (!subject.ok) return misused(io, subject.problem);
  const { flows } = input.file.compiled.claims;
  const text = written(await pictureOf(input.network, { ...subject.value, flows }), format.value, { theme });
  if (target === undefined) {
    io.out(text);
    return EXIT.fine;
  }
  const failure = await writeWhole(absolute(io, target), text);
  return failure === undefined ? EXIT.fine : misused(io, `${target} cannot be written: ${failure}`);
}

/** What `--format` says, else how the output ends; SVG if neither says anything. */
function formatFor(word: string | undefined, target: string | undefined): Chosen<PictureFormat> {
  const ending = extname(target ?? '').slice(1);
  const format = formatNamed(word ?? (ending === '' ? 'svg' : ending.toLowerCase()));
  if (format !== undefined) return { ok: true, value: format };
  const known = FORMATS.join(', ');
  if (word !== undefined) return { ok: false, problem: `--format is one of ${known}` };
  return {
    ok: false,
    problem: `${target}: .${ending} is not a picture format that netarch writes; use .svg, or choose one with --format (${known})`,
  };
}

function whatToShow(network: Network, options: Options): Chosen<NetworkSubject> {
  const highlight = options.text('highlight');
  const lit = HIGHLIGHTS.find((one) => one === highlight);
  if (highlight !== undefined && lit === undefined)
    return { ok: false, problem: `--highlight is one of ${HIGHLIGHTS.join(', ')}` };
  const view = named('view', network.views, options.text('view'));
  if (!view.ok) return view;
  const flow = named('flow', network.flows, options.text('flow'));
  if (!flow.ok) return flow;
  return {
    ok: true,
    value: {
      kind: 'network',
      ...(view.value && { view: view.value }),
      ...(flow.value && { flow: flow.value.id }),
      ...(lit && { highlight: lit }),
    },
  };
}

function named<T extends View | Network['flows'][number]>(
  noun: string,
  resources: readonly T[],
  name: string | undefined,
): Chosen<T | undefined> {
  return name === undefined ? { ok: true, value: undefined } : choose(noun, resources, name);
}
