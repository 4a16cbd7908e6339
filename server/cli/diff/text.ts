// The text format of `diff`: what was opened, closed and rerouted.
import type { Network } from '#language/network/network.ts';
import type { Difference } from '#language/what-if/difference.ts';
import { trafficText } from '#server/asking/traffic-words.ts';
import { type Io, paint, type Style } from '#server/cli/shared/io.ts';
import { type Naming, namesIn } from '#server/cli/shared/names.ts';
import { originText, placesText, targetText } from '#server/cli/shared/path-text.ts';
import { type Line, sendersText } from '#server/cli/shared/senders-text.ts';

/** Two networks and their differences. */
export interface Differing {
  readonly before: Network;
  readonly after: Network;
  readonly changes: readonly Difference[];
}

const HEADINGS: Readonly<Record<Difference['kind'], readonly [text: string, style: Style]>> = {
  opened: ['+ opened', 'green'],
  closed: ['- closed', 'red'],
  intermittent: ['~ intermittent: worked always before', 'yellow'],
  steady: ['~ works always: intermittent before', 'green'],
  rerouted: ['~ rerouted', 'yellow'],
  unclear: ['? unclear: unknown before or after the change', 'yellow'],
};

/** A heading for each kind of change, and under it the changes grouped by sender. */
export function* diffText(io: Io, differing: Differing): Iterable<string> {
  const { before, after, changes } = differing;
  if (changes.length === 0) yield 'No difference in connectivity.\n';
  let separator = '';
  for (const kind of ['opened', 'closed', 'intermittent', 'steady', 'rerouted', 'unclear'] as const) {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) continue;
    const naming = namesIn(kind === 'closed' ? before : after);
    const [heading, style] = HEADINGS[kind];
    yield `${separator}${paint(io, style, heading)}\n`;
    separator = '\n';
    for (const block of sendersText(
      io,
      naming,
      own.map((change) => lineOf(differing, naming, change)),
    ))
      yield `\n${block}\n`;
  }
}

function lineOf({ before, after }: Differing, naming: Naming, change: Difference): Line {
  const { from, to, kind, sources, destinations, traffic } = change;
  const network = kind === 'closed' ? before : after;
  return {
    from,
    to,
    traffic: `${trafficText(traffic)}${originText(network, from, sources)}`,
    path: `${targetText(network, to, destinations)}${pathText(before, after, naming, change)}`,
  };
}

/** The path; for rerouted traffic both paths. They are complete if the short forms are the same. */
function pathText(before: Network, after: Network, naming: Naming, { from, to, before: old, after: now }: Difference): string {
  const oldPlaces = old && placesText(before, naming, from, to, old);
  const places = now && placesText(after, naming, from, to, now);
  if (old === undefined || now === undefined) {
    const only = places ?? oldPlaces ?? '';
    return only === '' ? '' : ` via ${only}`;
  }
  if (places === oldPlaces) return ` via ${now.map(naming).join(', ')} instead of ${old.map(naming).join(', ')}`;
  return places === '' ? ` directly instead of via ${oldPlaces}` : ` via ${places} instead of ${oldPlaces || 'directly'}`;
}
