// Packets between the ends of a network, many of them at the borders of what `reach` says.
import { formatAddress, type Prefix } from '#language/network/address.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { includes } from '#language/packets/intervals.ts';
import { SPOKEN, trafficsOf } from '#language/packets/traffic-set.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import { calledFrom, type ExternalEnd } from '#language/trace/reach/ends.ts';
import { calledAt, type End, type Rows, type Sent } from './asked.ts';

const PACKETS = 200;

type Next = (below: number) => number;

/** Packets at and beside the borders of the rows, and some at familiar ports. */
export function* packetsFor(ends: readonly End[], rows: Rows, next: Next): Iterable<Sent> {
  const senders = ends.filter(({ opens }) => opens);
  const receivers = ends.filter(({ inside, outside }) => inside.length > 0 || outside !== undefined);
  for (let count = 0; count < PACKETS && senders.length > 0; count += 1) {
    const from = oneOf(senders, next);
    const to = oneOf(receivers, next);
    if (from === undefined || to === undefined || from.id === to.id) continue;
    // From outside to outside is out of scope, except through an API that leads inside.
    if (from.outside !== undefined && to.outside?.opens) continue;
    const own = rows.between(from, to);
    const row = oneOf(own, next);
    const borders = row === undefined ? [] : [...row.allows, ...row.unknown].flatMap((border) => [border - 1, border]);
    const place = (next(3) === 0 ? undefined : oneOf(borders, next)) ?? FAMILIAR[next(FAMILIAR.length)] ?? 0;
    const blocks = (side: 'sources' | 'destinations'): readonly Prefix[] => own.flatMap(({ pair }) => pair[side] ?? []);
    const source = from.outside === undefined ? oneOf(from.inside, next) : outsideAt(from.outside, blocks('sources'), next);
    const called =
      to.outside === undefined ? oneOf(calledAt(to.inside), next) : outsideAt(to.outside, blocks('destinations'), next);
    if (source === undefined || called === undefined || source.address.family !== called.address.family) continue;
    if (to.outside !== undefined && !includes(calledFrom(vpcOf(from), to.outside.side).addresses, called.address.bits)) continue;
    const sent = { from, to, source, destination: called, place: Math.min(Math.max(place, 0), LAST) };
    if (includes(SPOKEN[source.address.family], sent.place)) yield sent;
  }
}

const LAST = 256 * 65_536 - 1;

/** Common ports, and ports of single rules: on the line of all traffic, 65,536 places for each protocol number. */
const FAMILIAR: readonly number[] = [
  ...[22, 53, 80, 443, 8080, 30_080, 40_000].flatMap((port) => [6 * 65_536 + port, 17 * 65_536 + port]),
  ...[8, 0, 3].map((type) => 65_536 + type * 256),
  65_536 + 3 * 256 + 4,
  58 * 65_536 + 128 * 256,
  47 * 65_536,
  253 * 65_536,
];

/** An end outside, with an address at a border of the blocks or of all that it has, or any one of it. */
function outsideAt({ side }: ExternalEnd, blocks: readonly Prefix[], next: Next): ConnectionEnd | undefined {
  const { family, addresses } = side;
  const borders = blocks
    .filter((block) => block.family === family)
    .flatMap(({ first, last }) => [first, last, first - 1n, last + 1n]);
  const own = addresses.flatMap((border, index) => (index % 2 === 0 ? [border] : [border - 1n]));
  const tried = oneOf(next(3) === 0 ? own : borders, next);
  const bits = tried !== undefined && includes(addresses, tried) ? tried : oneOf(own, next);
  if (bits === undefined) return undefined;
  // Called by its address: a name may lead to an endpoint.
  const address = { family, bits };
  return { ...side.at(address), written: address };
}

function oneOf<T>(options: readonly T[], next: Next): T | undefined {
  return options[next(options.length)];
}

/** The VPC that it is in. */
export function vpcOf({ inside: [end] }: End): Vpc | undefined {
  return end?.interface?.subnet.vpc;
}

/** The packet as a text for people. */
export function sentText({ from, to, source, destination, place }: Sent): string {
  const ends = `${from.id} ${formatAddress(source.address)} -> ${to.id} ${formatAddress(destination.written ?? destination.address)}`;
  return `${ends} ${trafficsOf([place, place + 1]).map(formatTraffic)}`;
}
