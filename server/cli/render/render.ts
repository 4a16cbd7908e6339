// `netarch render FILE`: writes the diagram to a file or to stdout.
import { extname } from 'node:path';
import { writeWhole } from '#files/write-whole.ts';
import type { View } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { pictureOf } from '#language/view/picture.ts';
import type { NetworkSubject } from '#language/view/subject.ts';
import { FORMATS, formatNamed, type PictureFormat, written } from '#language/view/write.ts';
import { type Chosen, choose } from '#server/asking/choose.ts';
import { chosen, type Options, readArguments } from '#server/cli/shared/arguments.ts';
import { absolute, EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { oneFile } from '#server/cli/shared/one-file.ts';

const OPTIONS = {
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  view: { type: 'string' },
  flow: { type: 'string' },
  depth: { type: 'string' },
  expand: { type: 'string', multiple: true },
  highlight: { type: 'string' },
  internal: { type: 'boolean' },
  'no-internal': { type: 'boolean' },
  theme: { type: 'string' },
} as const;

const HIGHLIGHTS = ['ingress', 'egress', 'both', 'none'] as const;
const DEPTHS = ['vpcs', 'subnets', 'all'] as const;
const THEMES = ['light', 'dark'] as const;

/** Exit code 0 if the diagram was written, 2 if nothing was. */
export async function render(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, OPTIONS);
  if (!given.ok) return usageError(io, given.problem);
  const { options } = given;
  const target = options.text('output');
  const format = formatFor(options.text('format'), target);
  if (!format.ok) return usageError(io, format.problem);
  const theme = chosen(options.text('theme'), THEMES, 'light');
  if (theme === undefined) return usageError(io, `--theme must be one of ${THEMES.join(', ')}`);
  const input = await oneFile(io, given.paths);
  if (!input.ok) return usageError(io, input.problem);
  const subject = subjectFor(input.network, options);
  if (!subject.ok) return usageError(io, subject.problem);
  const { flows } = input.file.compiled.claims;
  const text = written(pictureOf(input.network, { ...subject.value, flows }), format.value, { theme });
  if (target === undefined) {
    io.out(text);
    return EXIT.success;
  }
  const failure = await writeWhole(absolute(io, target), text, { sources: input.sources });
  return failure === undefined ? EXIT.success : usageError(io, `${target} cannot be written: ${failure}`);
}

/** The format given by `--format`, otherwise by the extension of the output; SVG without both. */
function formatFor(word: string | undefined, target: string | undefined): Chosen<PictureFormat> {
  const extension = extname(target ?? '').slice(1);
  const format = formatNamed(word ?? (extension === '' ? 'svg' : extension.toLowerCase()));
  if (format !== undefined) return { ok: true, value: format };
  const known = FORMATS.join(', ');
  if (word !== undefined) return { ok: false, problem: `--format must be one of ${known}` };
  return {
    ok: false,
    problem: `${target}: .${extension} is not a supported format; use .svg, or select a format with --format (${known})`,
  };
}

function subjectFor(network: Network, options: Options): Chosen<NetworkSubject> {
  const highlight = options.text('highlight');
  const highlighted = HIGHLIGHTS.find((one) => one === highlight);
  if (highlight !== undefined && highlighted === undefined)
    return { ok: false, problem: `--highlight must be one of ${HIGHLIGHTS.join(', ')}` };
  const [internal, noInternal] = [options.flag('internal'), options.flag('no-internal')];
  if (internal && noInternal) return { ok: false, problem: 'use either --internal or --no-internal' };
  const detail = detailFor(network, options);
  if (!detail.ok) return detail;
  const view = named('view', network.views, options.text('view'));
  if (!view.ok) return view;
  const flow = named('flow', network.flows, options.text('flow'));
  if (!flow.ok) return flow;
  return {
    ok: true,
    value: {
      kind: 'network',
      ...detail.value,
      ...(view.value && { view: view.value }),
      ...(flow.value && { flow: flow.value.id }),
      ...(highlighted && { highlight: highlighted }),
      ...((internal || noInternal) && { internal }),
    },
  };
}

/** The level of detail: everything, unless the options or the view say otherwise. */
function detailFor(network: Network, options: Options): Chosen<Pick<NetworkSubject, 'depth' | 'expand'>> {
  const word = options.text('depth');
  const depth = DEPTHS.find((one) => one === word);
  if (word !== undefined && depth === undefined) return { ok: false, problem: `--depth must be one of ${DEPTHS.join(', ')}` };
  const places = [...network.vpcs, ...network.subnets];
  const expand: EntityId[] = [];
  for (const name of options.texts('expand')) {
    const place = choose('VPC or subnet', places, name);
    if (!place.ok) return place;
    expand.push(place.value.id);
  }
  return { ok: true, value: { ...(depth !== undefined && { depth }), ...(expand.length > 0 && { expand }) } };
}

function named<T extends View | Network['flows'][number]>(
  noun: string,
  resources: readonly T[],
  name: string | undefined,
): Chosen<T | undefined> {
  return name === undefined ? { ok: true, value: undefined } : choose(noun, resources, name);
}
