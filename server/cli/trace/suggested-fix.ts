// Suggested fixes as text and as JSON: the lines to add, and the connections that they allow.
import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, ownerOf } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import { type Line, placeNote } from '#language/what-if/change/lines.ts';
import type { Difference } from '#language/what-if/difference.ts';
import type { SuggestedFix } from '#language/what-if/suggested-fix.ts';
import { type TrafficWords, trafficText, trafficWords } from '#server/asking/traffic-words.ts';
import { type Io, paint } from '#server/cli/shared/io.ts';
import { namesIn } from '#server/cli/shared/names.ts';
import { visible } from '#server/cli/shared/printed.ts';

/** `lines` go into the blocks of the resources in `in`, or replace a line there. `opens` lists all connections that they allow. */
export interface JsonSuggestedFix {
  readonly lines: readonly Line[];
  readonly opens: readonly { readonly from: EntityId; readonly to: EntityId; readonly traffic: readonly TrafficWords[] }[];
}

/** The suggested fix as JSON. */
export function jsonSuggestedFix(fix: SuggestedFix): JsonSuggestedFix {
  return {
    lines: fix.lines,
    opens: openingsOf(fix).map(({ from, to, traffic }) => ({ from, to, traffic: trafficWords(traffic) })),
  };
}

/** The maximum number of connections in the text. */
const SHOWN = 8;

/** Lines of text; the empty text without a fix. */
export function suggestedFixText(io: Io, network: Network, fix: SuggestedFix | undefined): string {
  if (fix === undefined) return '';
  const naming = namesIn(network);
  const lines = fix.lines.map((one) => `  in ${placeText(network, naming, one.in)}: ${visible(one.line)}${placeNote(one)}`);
  const openings = openingsOf(fix);
  const opened = openings.slice(0, SHOWN).map((one) => `    ${openedText(naming, one)}`);
  const left = openings.length - opened.length;
  const heading = paint(io, 'bold', 'suggested fix');
  const also = opened.length === 0 ? [] : ['  this allows:', ...opened, ...(left > 0 ? [`    … and ${left} more`] : [])];
  return `\n${[heading, ...lines, ...also].join('\n')}\n`;
}

/** Connections that the fix allows between two ends, whichever of their addresses they use. */
type Opening = Pick<Difference, 'from' | 'to' | 'traffic'>;

/** One for each pair of ends. */
function openingsOf({ opens }: SuggestedFix): readonly Opening[] {
  return [...groupBy(opens, ({ from, to }) => `${from} ${to}`).values()].flatMap(([first, ...others]): readonly Opening[] => {
    if (first === undefined) return [];
    const { from, to, traffic } = first;
    const all = unionAll([...traffic, ...others.flatMap((one) => one.traffic)].map(trafficSetOf));
    return [{ from, to, traffic: others.length === 0 ? traffic : trafficsOf(all) }];
  });
}

/** `hub: attach spoke` for an attachment of a transit gateway, which has no name. */
function placeText({ transitGateways }: Network, naming: (id: EntityId) => string, place: EntityId): string {
  const attachment = transitGateways.flatMap(({ attachments }) => attachments).find(({ id }) => id === place);
  return attachment === undefined ? naming(place) : `${naming(ownerOf(place))}: attach ${naming(attachment.resource)}`;
}

function openedText(naming: (id: EntityId) => string, { from, to, traffic }: Opening): string {
  return `${naming(from)} → ${naming(to)}: ${trafficText(traffic)}`;
}
