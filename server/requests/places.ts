// Resources and parts of them → the boxes in which a diagram may show them, innermost first.
import { type EntityId, ownerOf } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { indexOf, lineage } from '#language/view/graph/box-index.ts';
import { boxesOf } from '#language/view/graph/boxes.ts';
import { lossNamed } from '#language/what-if/without.ts';

const indexIn = perObject((network: Network) => indexOf(boxesOf(network)));

/** The box of a resource, or of the resource that a part belongs to, and those around it. What has no box is in its VPC. */
export function boxesAround(network: Network, id: EntityId): readonly string[] {
  const index = indexIn(network);
  for (const one of [id, ownerOf(id)]) if (index.boxes.has(one)) return lineage(index, one);
  const resource = network.byId.get(ownerOf(id));
  const vpc = resource !== undefined && 'vpc' in resource ? resource.vpc?.id : undefined;
  return vpc === undefined ? [] : lineage(index, vpc);
}

/** The boxes of what fails: those of an Availability Zone in each VPC, or that of a resource. A route has none. */
export function boxesOfLoss(network: Network, name: string): readonly string[] {
  const loss = lossNamed(network, name);
  if (loss === undefined) return [];
  if (loss.kind !== 'az') return loss.kind === 'resource' ? boxesAround(network, loss.id).slice(0, 1) : [];
  return [...indexIn(network).boxes.values()]
    .filter(({ kind, label }) => kind === 'zone' && label === loss.az)
    .map(({ id }) => id);
}
