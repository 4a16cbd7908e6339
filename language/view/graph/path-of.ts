// One trace → the small diagram of its path, from left to right.
import { entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Box, BoxId, Diagram } from './diagram.ts';
import { boxOf, isPictured } from './item-box.ts';
import { moveEdges } from './move-edges.ts';
import { movesOf } from './moves.ts';
import { resolverBox, resolverId } from './resolver.ts';
import { boxWithin, edgeWithin } from './texts.ts';

/** The places of the packet in the order of its visits, each of them once, and the moves between them; the next connections too. */
export function pathOf(network: Network, trace: Trace): Diagram {
  const subnetOf = new Map(network.interfaces.map(({ owner, subnet }) => [owner as BoxId, subnet.id as BoxId]));
  const edges = moveEdges(movesOf(trace, 1), {
    boxFor: (id) => (placeBox(network, id).length > 0 ? id : undefined),
    around: (id) => subnetOf.get(id),
  });
  const places = new Set<BoxId>([trace.from, ...edges.flatMap(({ from, to }) => [from, to])]);
  return {
    title: '',
    boxes: [...places].flatMap((id) => placeBox(network, id)).map(boxWithin),
    edges: edges.map((edge, index) => edgeWithin({ ...edge, id: `move ${index + 1}` })),
    highlight: 'both',
    direction: 'right',
  };
}

function placeBox(network: Network, id: BoxId): readonly Box[] {
  const entity = network.byId.get(entityId(id));
  if (isPictured(entity)) return [boxOf(entity)];
  return network.vpcs.filter((vpc) => resolverId(vpc.id) === id).map(resolverBox);
}
