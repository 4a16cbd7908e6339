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
  /** Who decides which interface sends: AWS, for what it runs on several interfaces, or the machine itself. */
  readonly sendsBy: Chooser;
  /** Who decides which interface is called: AWS, for what it runs under one name, or whoever calls. */
  readonly calledBy: Chooser;
}

/** `itself`: each address is a choice of the sender. */
type Chooser = 'aws' | 'itself';

/** A party that decides which of its addresses sends, and each of whose addresses can be called. */
export const BY_ITSELF = { sendsBy: 'itself', calledBy: 'itself' } as const;

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
  if (isOutside(resource)) return [{ id: first.id, ends, ...BY_ITSELF }];
  return [
    {
      id: first.id,
      ends,
      sendsBy: isChosenByAws(resource, 'sending') ? 'aws' : 'itself',
      calledBy: isChosenByAws(resource, 'called') ? 'aws' : 'itself',
    },
  ];
}

/**
 * Whether AWS decides which interface of the resource is used. A machine decides itself, and clients know its addresses and those of an inbound resolver
 * endpoint. A member of a fleet is a machine, but AWS decides which one has something to send.
 */
export function isChosenByAws(resource: Entity, as: 'sending' | 'called'): boolean {
  if (resource.kind === 'resolver-endpoint') return resource.direction === 'outbound';
  return !resourceIs(resource, 'machine') && (as === 'sending' || !resourceIs(resource, 'members'));
}

function alone(end: ConnectionEnd): Party {
  return { id: end.id, ends: [end], ...BY_ITSELF };
}

/** The addresses of the end that the block contains, each as the one to call. */
function named(end: ConnectionEnd, prefix: Extract<Selector, { kind: 'prefix' }>['prefix']): readonly ConnectionEnd[] {
  if (end.interface === undefined || end.written !== undefined) return [end];
  const inside = [end.address, ...(end.public ? [end.public] : [])].filter((address) => contains(prefix, address));
  return inside.map((written) => ({ ...end, written }));
}
