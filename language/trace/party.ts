// What a flow, an expectation or a command names as one end → the parties to a call: resources with all their addresses, or single addresses.
import { contains, sizeOf } from '#language/network/address.ts';
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

/**
 * The parties that the selector names as those who open a connection. An area, a group and a block stand for those in it that open connections
 * of their own, as in the table of `reach`; if none does, for all in it, whose traces say why.
 */
export function sendersOf(network: Network, selector: Selector): readonly Party[] {
  const all = partiesOf(network, selector);
  if (isOneOrOfOneKind(network, selector)) return all;
  const opening = all.filter(({ id }) => {
    const owner = network.byId.get(id);
    return owner === undefined || opensConnections(owner);
  });
  return opening.length > 0 ? opening : all;
}

/** Whether the text names a resource, or resources of one kind: then these are meant, whatever they do. */
function isOneOrOfOneKind({ byId }: Network, selector: Selector): boolean {
  if (selector.kind === 'prefix') return sizeOf(selector.prefix) === 1n;
  const kind = selector.kind === 'entity' ? byId.get(selector.id)?.kind : undefined;
  return kind !== 'vpc' && kind !== 'subnet' && kind !== 'security-group';
}

/**
 * Whether the resource opens connections of its own. Gateways pass on those of others, and load balancers connect to their targets only.
 * Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint"; Route 53 Developer Guide, "Resolver endpoints".
 */
export function opensConnections(owner: Entity): boolean {
  if (owner.kind === 'endpoint' && owner.type !== 'instance-connect') return false;
  if (owner.kind === 'resolver-endpoint' && owner.direction === 'inbound') return false;
  return resourceIs(owner, 'opensConnections') || (owner.kind === 'vpc' && owner.isExternal === true);
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
