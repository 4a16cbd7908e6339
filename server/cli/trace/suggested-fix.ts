// Suggested fixes as text and as JSON: the lines to add, and the connections that they allow.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { changeText } from '#language/what-if/change.ts';
import type { Difference } from '#language/what-if/difference.ts';
import type { SuggestedFix } from '#language/what-if/suggested-fix.ts';
import { type Io, paint } from '#server/cli/shared/io.ts';
import { namesIn } from '#server/cli/shared/names.ts';
import { type TrafficWords, trafficText, trafficWords } from '#server/cli/shared/traffic-words.ts';

/** `lines` go into the blocks of the resources in `in`. `opens` lists all connections that they allow. */
export interface JsonSuggestedFix {
  readonly lines: readonly { readonly in: EntityId; readonly line: string }[];
  readonly opens: readonly { readonly from: EntityId; readonly to: EntityId; readonly traffic: readonly TrafficWords[] }[];
}

/** The suggested fix as JSON. */
export function jsonSuggestedFix(fix: SuggestedFix): JsonSuggestedFix {
  return {
    lines: fix.changes.map(changeText),
    opens: fix.opens.map(({ from, to, traffic }) => ({ from, to, traffic: trafficWords(traffic) })),
  };
}

/** The maximum number of connections in the text. */
const SHOWN = 8;

/** Lines of text; the empty text without a fix. */
export function suggestedFixText(io: Io, network: Network, fix: SuggestedFix | undefined): string {
  if (fix === undefined) return '';
  const naming = namesIn(network);
  const lines = fix.changes.map(changeText).map(({ in: place, line }) => `  in ${naming(place)}: ${line}`);
  const opened = fix.opens.slice(0, SHOWN).map((one) => `    ${openedText(naming, one)}`);
  const left = fix.opens.length - opened.length;
  const heading = paint(io, 'bold', 'suggested fix');
  const also = opened.length === 0 ? [] : ['  this allows:', ...opened, ...(left > 0 ? [`    … and ${left} more`] : [])];
  return `\n${[heading, ...lines, ...also].join('\n')}\n`;
}

function openedText(naming: (id: EntityId) => string, { from, to, traffic }: Difference): string {
  return `${naming(from)} → ${naming(to)}: ${trafficText(traffic)}`;
}
