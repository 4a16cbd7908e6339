// netarch render FILE → its picture as SVG, in a file or on stdout.
import type { View } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { type DiagramOptions, diagramOf } from '#language/view/graph/diagram-of.ts';
import { layout } from '#language/view/layout/layout.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { chosen, type Options, readArguments } from '#server/cli/shared/arguments.ts';
import { type Chosen, choose } from '#server/cli/shared/choose.ts';
import { absolute, EXIT, type Io, misused } from '#server/cli/shared/io.ts';
import { oneFile } from '#server/cli/shared/one-file.ts';
import { writeWhole } from '#server/cli/shared/write-file.ts';

const OPTIONS = {
  output: { type: 'string', short: 'o' },
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
  const theme = chosen(options.text('theme'), THEMES, 'light');
  if (theme === undefined) return misused(io, `--theme is one of ${THEMES.join(', ')}`);
  const input = await oneFile(io, given.paths);
  if (!input.ok) return misused(io, input.problem);
  const wanted = whatToShow(input.network, options);
  if (!wanted.ok) return misused(io, wanted.problem);
  const traces = tracesOf(input.file.compiled.claims);
  const svg = svgOf(await layout(diagramOf(input.network, { ...wanted.value, traces })), { theme });
  const target = options.text('output');
  if (target === undefined) {
    io.out(svg);
    return EXIT.fine;
  }
  const failure = await writeWhole(absolute(io, target), svg);
  return failure === undefined ? EXIT.fine : misused(io, `${target} cannot be written: ${failure}`);
}

function tracesOf({ flows: stories }: Claims): DiagramOptions['traces'] {
  return new Map([...stories].map(([flow, steps]) => [flow, steps.map(({ trace }) => trace)]));
}

type Wanted = Omit<DiagramOptions, 'traces'>;

function whatToShow(network: Network, options: Options): Chosen<Wanted> {
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
