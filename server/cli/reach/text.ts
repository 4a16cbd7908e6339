// The text format of `reach`: connectivity grouped by sender.
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { subtract, unionAll } from '#language/packets/intervals.ts';
import { trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import type { AlikeSenders } from '#language/trace/reach/alike-senders.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';
import { trafficText } from '#server/asking/traffic-words.ts';
import { type Io, paint } from '#server/cli/shared/io.ts';
import { type Naming, namesIn } from '#server/cli/shared/names.ts';
import { originText, placesText, targetText } from '#server/cli/shared/path-text.ts';
import { visible } from '#server/cli/shared/printed.ts';
import { type Line, sendersText } from '#server/cli/shared/senders-text.ts';
import type { Reached } from './reached.ts';

/** A block of lines for each class of senders. With several files, each under its name. */
export function* reachText(io: Io, found: readonly Reached[]): Iterable<string> {
  for (const [index, { file, network, alike }] of found.entries()) {
    if (found.length > 1) yield `${index === 0 ? '' : '\n'}${paint(io, 'bold', `── ${visible(file)}`)}\n\n`;
    const naming = namesIn(network);
    const others = new Map(alike.map((one) => [one.first, one.others]));
    let separator = '';
    for (const block of sendersText(io, naming, linesOf(network, naming, alike), others)) {
      yield `${separator}${block}\n`;
      separator = '\n';
    }
    if (separator === '') yield 'No connectivity.\n';
  }
}

function* linesOf(network: Network, naming: Naming, alike: readonly AlikeSenders[]): Iterable<Line> {
  for (const { from, to, sources, destinations, allows, intermittent, unknown, via } of pairsOfFirst(alike)) {
    const origin = originText(network, from, sources);
    const places = placesText(network, naming, from, to, via);
    const path = `${targetText(network, to, destinations)}${places === '' ? '' : ` via ${places}`}`;
    const always = alwaysText(allows)(intermittent);
    if (always !== '') yield { from, to, traffic: `${always}${origin}`, path };
    if (intermittent.length > 0) yield { from, to, traffic: `intermittent: ${textOf(intermittent)}${origin}`, path };
    if (unknown.length > 0) yield { from, to, traffic: `unknown: ${textOf(unknown)}${origin}`, path };
  }
}

function* pairsOfFirst(alike: readonly AlikeSenders[]): Iterable<Pair> {
  for (const { pairs } of alike) yield* pairs();
}

// Rows of one class share their traffic.
const textOf = perObject(trafficText);

/** The traffic that always passes; empty if there is none. */
const alwaysText = perObject((allows: readonly Traffic[]) =>
  perObject((intermittent: readonly Traffic[]): string => {
    const always = subtract(unionAll(allows.map(trafficSetOf)), unionAll(intermittent.map(trafficSetOf)));
    return always.length === 0 ? '' : trafficText(trafficsOf(always));
  }),
);
