// Pairs → what a person reads: sender by sender, what they can send to whom and by which way.
import type { Network } from '#language/network/network.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';
import { type Io, paint } from '#server/cli/shared/io.ts';
import { type Naming, namesIn } from '#server/cli/shared/names.ts';
import { type Line, sendersText } from '#server/cli/shared/senders-text.ts';
import { trafficText } from '#server/cli/shared/traffic-words.ts';
import { originText, placesText, targetText } from '#server/cli/shared/way-text.ts';
import type { Reached } from './reached.ts';

/** Several lines for each group of senders; those of several files under the names of the files. */
export function* reachText(io: Io, found: readonly Reached[]): Iterable<string> {
  for (const [index, { file, network, pairs }] of found.entries()) {
    if (found.length > 1) yield `${index === 0 ? '' : '\n'}${paint(io, 'bold', `── ${file}`)}\n\n`;
    const naming = namesIn(network);
    let separator = '';
    for (const block of sendersText(io, naming, linesOf(network, naming, pairs))) {
      yield `${separator}${block}\n`;
      separator = '\n';
    }
    if (separator === '') yield 'Nothing can talk to anything.\n';
  }
}

function* linesOf(network: Network, naming: Naming, pairs: Iterable<Pair>): Iterable<Line> {
  for (const { from, to, sources, destinations, allows, intermittent, unknown, via } of pairs) {
    const origin = originText(network, from, sources);
    const places = placesText(network, naming, from, to, via);
    const way = `${targetText(network, to, destinations)}${places === '' ? '' : ` via ${places}`}`;
    const suffix = intermittent.length === 0 ? '' : ` (${trafficText(intermittent)} with some source ports only)`;
    if (allows.length > 0) yield { from, to, traffic: `${trafficText(allows)}${suffix}${origin}`, way };
    if (unknown.length > 0) yield { from, to, traffic: `unknown: ${trafficText(unknown)}${origin}`, way };
  }
}
