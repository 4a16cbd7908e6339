// `netarch reach PATH…`: lists all connectivity, for all packets.
import { alikeSenders, areTooMany } from '#language/trace/reach/alike-senders.ts';
import { isTooMany } from '#language/trace/reach/pairs.ts';
import { boundedReach, type Wanted } from '#language/trace/reach/reach.ts';
import type { Chosen } from '#server/asking/choose.ts';
import { networksWithout, WITHOUT } from '#server/asking/losses.ts';
import { chosen, type Options, readArguments } from '#server/cli/shared/arguments.ts';
import { inputFiles } from '#server/cli/shared/input-files.ts';
import { displayPath, EXIT, type Io, outAll, usageError } from '#server/cli/shared/io.ts';
import { load, whyIncomplete } from '#server/cli/shared/load.ts';
import { visible } from '#server/cli/shared/printed.ts';
import { reachCsv } from './csv.ts';
import { wantedEnds } from './ends.ts';
import { reachJson } from './json.ts';
import type { Reached } from './reached.ts';
import { reachText } from './text.ts';

const OPTIONS = { from: { type: 'string' }, to: { type: 'string' }, format: { type: 'string' }, without: WITHOUT } as const;

const FORMATS = ['text', 'json', 'csv'] as const;

type Format = (typeof FORMATS)[number];

/** Exit code 0, whatever the result. */
export async function reach(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, OPTIONS);
  if (!given.ok) return usageError(io, given.problem);
  const format = chosen(given.options.text('format'), FORMATS, 'text');
  if (format === undefined) return usageError(io, `--format must be one of ${FORMATS.join(', ')}`);
  const networks = await networksAt(io, given.paths);
  if (!networks.ok) return usageError(io, networks.problem);
  const found = reachedIn(networks.value, given.options, format);
  if (!found.ok) return usageError(io, found.problem);
  await outAll(io, written(io, format, found.value));
  return EXIT.success;
}

function written(io: Io, format: Format, found: readonly Reached[]): Iterable<string> {
  switch (format) {
    case 'json':
      return reachJson(found);
    case 'csv':
      return reachCsv(found);
    case 'text':
      return reachText(io, found);
  }
}

type Named = Pick<Reached, 'file' | 'network'>;

/** Each of the files with its imports. Rejects files with syntax errors and missing imports: results for an incomplete network would be wrong. */
async function networksAt(io: Io, paths: readonly string[]): Promise<Chosen<readonly Named[]>> {
  const input = await inputFiles(io, paths);
  if (!input.ok) return input;
  const loaded = await load(io, input.files);
  if (!loaded.ok) return loaded;
  const asked = loaded.files.slice(0, input.files.length);
  const [problem] = asked.flatMap((file) => whyIncomplete(io, file, displayPath(io, file.uri)) ?? []);
  if (problem !== undefined) return { ok: false, problem };
  return { ok: true, value: asked.map(({ uri, compiled }) => ({ file: displayPath(io, uri), network: compiled.network })) };
}

/** The files that define the requested names. It is a problem if none does. */
function reachedIn(networks: readonly Named[], options: Options, format: Format): Chosen<readonly Reached[]> {
  const remaining = networksWithout(
    networks.map(({ network }) => network),
    options.texts('without'),
  );
  if (!remaining.ok) return remaining;
  const found = networks.map(({ file, network }, index): Chosen<Asked> => {
    const own = remaining.value[index] ?? network;
    const ends = wantedEnds(network, own, options.text('from'), options.text('to'));
    return ends.ok ? { ok: true, value: { file, network: own, wanted: ends.value } } : ends;
  });
  const having = found.flatMap((one) => (one.ok ? [one.value] : []));
  const problem = found.find((one) => !one.ok);
  return having.length === 0 && problem !== undefined && !problem.ok
    ? problem
    : allOf(having.map((one) => reachedAt(one, format)));
}

interface Asked extends Named {
  readonly wanted: Wanted;
}

/** A part of the answer would look like the whole, so too much work is a problem. */
function reachedAt({ file, network, wanted }: Asked, format: Format): Chosen<Reached> {
  const classes = boundedReach(network, wanted);
  const alike = format === 'text' ? alikeSenders(network, classes ?? []) : [];
  // Each row of JSON and CSV is one pair; the text has one for all senders that are alike.
  if (classes === undefined || (format === 'text' ? areTooMany(alike, classes) : isTooMany(classes))) {
    const problem = `all connectivity of ${visible(file)} is too much work: ask for a part of it with --from or --to`;
    return { ok: false, problem };
  }
  return { ok: true, value: { file, network, classes, alike } };
}

function allOf<T>(all: readonly Chosen<T>[]): Chosen<readonly T[]> {
  const values: T[] = [];
  for (const one of all) {
    if (!one.ok) return one;
    values.push(one.value);
  }
  return { ok: true, value: values };
}
