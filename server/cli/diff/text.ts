// Differences → what a person reads: what was opened, what was closed, what goes another way.
import type { Network } from '#language/network/network.ts';
import type { Difference } from '#language/what-if/difference.ts';
import { type Io, paint, type Style } from '#server/cli/shared/io.ts';
import { type Naming, namesIn } from '#server/cli/shared/names.ts';
import { type Line, sendersText } from '#server/cli/shared/senders-text.ts';
import { trafficText } from '#server/cli/shared/traffic-words.ts';
import { originText, placesText, targetText } from '#server/cli/shared/way-text.ts';

/** Two networks and how they differ. */
export interface Differing {
  readonly before: Network;
  readonly after: Network;
  readonly changes: readonly Difference[];
}

const HEADINGS: Readonly<Record<Difference['kind'], readonly [text: string, style: Style]>> = {
  opened: ['+ opened', 'green'],
  closed: ['- closed', 'red'],
  rerouted: ['~ rerouted', 'yellow'],
  unclear: ['? unclear: nobody knows whether it passes, before or after', 'yellow'],
};

/** A heading for each kind of change that there is, and under it the changes sender by sender. */
export function* diffText(io: Io, differing: Differing): Iterable<string> {
  const { before, after, changes } = differing;
  if (changes.length === 0) yield 'The same resources can talk, by the same ways.\n';
  let separator = '';
  for (const kind of ['opened', 'closed', 'rerouted', 'unclear'] as const) {
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
    way: `${targetText(network, to, destinations)}${wayOf(before, after, naming, change)}`,
  };
}

/** Of what is rerouted both ways; in full where they differ in what usually goes without saying. */
function wayOf(before: Network, after: Network, naming: Naming, { from, to, before: old, after: now }: Difference): string {
  const oldPlaces = old && placesText(before, naming, from, to, old);
  const places = now && placesText(after, naming, from, to, now);
  if (old === undefined || now === undefined) {
    const only = places ?? oldPlaces ?? '';
    return only === '' ? '' : ` via ${only}`;
  }
  if (places === oldPlaces) return ` via ${now.map(naming).join(', ')} instead of ${old.map(naming).join(', ')}`;
  return places === '' ? ` directly instead of via ${oldPlaces}` : ` via ${places} instead of ${oldPlaces || 'directly'}`;
}
