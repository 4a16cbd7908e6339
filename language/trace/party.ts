// What a flow, an expectation or a command names as one end → the parties to a call: resources with all their addresses, or single addresses.
import { contains } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { isOutside } from '#language/network/completeness.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIs } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { type ConnectionEnd, connectionEndsOf } from './connection-end.ts';

/** One resource with all its ends, or one address. */
export interface Party {
  readonly id: EntityId;
  readonly ends: readonly ConnectionEnd[];
  /** Who decides which interface is used: AWS, for what it runs on several interfaces, or the machine itself. */
  readonly chosenBy: 'aws' | 'itself';
}

/** All parties that the selector names, in the order of the text. */
export function partiesOf(network: Network, selector: Selector): readonly Party[] {
  const ends = connectionEndsOf(network, selector);
  if (selector.kind === 'prefix') return ends.flatMap((end) => named(end, selector.prefix)).map(alone);
  return [...groupBy(ends, ({ id }) => id).values()].flatMap((own) => partiesWith(network, own));
}

function partiesWith(network: Network, ends: readonly ConnectionEnd[]): readonly Party[] {
  const [first] = ends;
  if (first === undefined) return [];
  const resource = network.byId.get(first.id);
  // Each address of a network or an external VPC is a host of its own.
  if (resource === undefined || resource.kind === 'network' || resource.kind === 'vpc') return ends.map(alone);
  if (isOutside(resource)) return [{ id: first.id, ends, chosenBy: 'itself' }];
  return [{ id: first.id, ends, chosenBy: isCalledByAddress(resource) ? 'itself' : 'aws' }];
}

/** Whether no name of AWS stands for the interfaces of the resource: clients know the addresses of a machine and of an inbound resolver endpoint. */
export function isCalledByAddress(resource: Entity): boolean {
  return resource.kind === 'resolver-endpoint' ? resource.direction === 'inbound' : resourceIs(resource, 'machine');
}

function alone(end: ConnectionEnd): Party {
  return { id: end.id, ends: [end], chosenBy: 'itself' };
}

/** The addresses of the end that the block contains, each as the one to call. */
function named(end: ConnectionEnd, prefix: Extract<Selector, { kind: 'prefix' }>['prefix']): readonly ConnectionEnd[] {
  if (end.interface === undefined || end.written !== undefined) return [end];
  const inside = [end.address, ...(end.public ? [end.public] : [])].filter((address) => contains(prefix, address));
  return inside.map((written) => ({ ...end, written }));
}
