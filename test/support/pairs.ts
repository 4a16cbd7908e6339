// Every sender with every receiver of its address family, except itself: for questions about single connections.
import type { ConnectionEnd } from '#language/trace/connection-end.ts';

/** All pairs of ends. */
export function* pairs(
  froms: readonly ConnectionEnd[],
  tos: readonly ConnectionEnd[],
): Iterable<readonly [ConnectionEnd, ConnectionEnd]> {
  for (const from of froms) {
    for (const to of tos) {
      if (from.address.family === to.address.family && (from.interface === undefined || from.interface !== to.interface))
        yield [from, to];
    }
  }
}
