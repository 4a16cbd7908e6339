// Packets that come back to where they were: when that is, and which routes lead them there.
import type { EntityId } from '#language/network/id.ts';
import { INTERNET } from '#language/network/outside.ts';
import { targetId } from '#language/network/route-table.ts';
import { formatPacket, type Packet } from '#language/network/traffic.ts';
import type { RoutingLoopDecision } from './decision/route-decision.ts';
import { placeOf } from './hops/interface.ts';
import type { Journal } from './journal.ts';
import { type End, LOST, type Location } from './location.ts';
import { type Place, placeAt } from './place.ts';
import type { Hop } from './result.ts';

/** A text that is equal if the packet is at the same place with the same header, from where it takes the same path again. */
export function stateOf(location: Location, packet: Packet): string {
  return `${locationText(location)} ${formatPacket(packet)}`;
}

function locationText(location: Location): string {
  switch (location.kind) {
    case 'leaving':
    case 'host':
      return `${location.kind} ${location.interface.id}`;
    case 'arriving':
      return `arriving ${location.interface.id} ${location.crossing}`;
    case 'routing':
    case 'attached':
      return `${location.kind} ${location.subnet.id}`;
    case 'gateway-out':
      return `gateway-out ${location.gateway.id}`;
    case 'gateway-in':
      return `gateway-in ${location.owned.interface.id}`;
    case 'peered':
      return `peered ${location.vpc.id} ${location.peering.id}`;
    case 'transit':
      return `transit ${location.attachment.id} ${location.az ?? ''}`;
    case 'regional-nat':
      return `regional-nat ${location.nat.id} ${location.from?.place.id ?? ''}`;
    case 'external':
      return `external ${location.vpc.id}`;
    case 'behind':
      return `behind ${location.network.id}`;
    case 'service':
      return `service ${location.endpoint.id}`;
    case 'site':
    case 'outside':
      return location.kind;
  }
}

/** Notes the loop, whose hops begin with this one, and ends the path. */
export function endLoop(journal: Journal, location: Location, packet: Packet, from: number): End {
  const loop = journal.hops.slice(from);
  journal.block('drop', placeIn(journal, location, loop), packet, 'ROUTING_LOOP', () => decisionOf(loop));
  return LOST.end;
}

/** Where the packet is again: at an interface, or where the first route of the loop is looked up. */
function placeIn(journal: Journal, location: Location, loop: readonly Hop[]): Place {
  if ('interface' in location && location.interface !== undefined) return placeOf(journal, location.interface);
  const hop = loop.find(({ step }) => step === 'route') ?? loop[0];
  return placeAt(journal.network, hop?.at ?? INTERNET);
}

function decisionOf(loop: readonly Hop[]): RoutingLoopDecision {
  const taken = loop.flatMap((hop) => takenAt(hop) ?? []);
  const [first] = taken;
  return {
    kind: 'routing-loop',
    routes: taken.map(({ route }) => route),
    at: taken.map(({ at }) => at),
    next: taken.map(({ next }) => next),
    ...(first && { decidedBy: first.route.id }),
  };
}

interface Taken {
  readonly at: EntityId;
  readonly route: RoutingLoopDecision['routes'][number];
  readonly next: EntityId;
}

/** The route that is taken at a hop. Local routes are in no loop by themselves. */
function takenAt({ at, decision }: Hop): Taken | undefined {
  if (decision.kind === 'transit-route') return { at, route: decision.route, next: decision.attachment.resource };
  const next = decision.kind === 'route' ? targetId(decision.route) : undefined;
  return decision.kind === 'route' && next !== undefined ? { at, route: decision.route, next } : undefined;
}
