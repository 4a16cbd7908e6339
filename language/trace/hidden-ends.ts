// Resources of which the text does not know all subnets: AWS may use an interface that the text does not have.
import type { Address } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { familiesOfNodes, isComplete, isOutside, unknownAddressOf } from '#language/network/completeness.ts';
import { type SecurityGroup, whyUnnamed } from '#language/network/filters.ts';
import { type EntityId, entityId, shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { isEvery, resourceIn } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Packet } from '#language/network/traffic.ts';
import { blocksStatement, type Statement, subnetsStatement, unknownSentence } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { type ConnectionEnd, connectionEndsOf } from './connection-end.ts';
import { domainsOf } from './domains.ts';
import { networkBehindAt } from './hops/behind-instance.ts';
import { linesOf } from './hops/site-link.ts';
import type { Journal } from './journal.ts';
import type { End } from './location.ts';
import type { Query } from './query.ts';

/** The end of a packet from or to an interface that is not known, if AWS chooses one; `undefined` if it takes the ends of the query. */
export function hiddenEnd(journal: Journal, { from, to }: Query, packet: Packet): End | undefined {
  if (journal.lookup.isComplete || isUnconnected(journal, from, to, packet)) return undefined;
  const endpoint = endpointAt(journal, from.interface?.subnet.vpc, packet);
  const sender = hiddenAt(journal, 'sender', from.id);
  return sender ?? hiddenAt(journal, 'receiver', endpoint ?? to.id);
}

/** Whether no packet gets from one VPC, or from the internet, to private addresses of the other VPC, whatever the interfaces are. */
function isUnconnected(journal: Journal, from: ConnectionEnd, to: ConnectionEnd, { source, destination }: Packet): boolean {
  const [here, there] = [from.interface?.subnet.vpc, to.interface?.subnet.vpc];
  if (there === undefined || destination.family === 6 || destination !== to.address) return false;
  if (here === undefined) return sendsOverInternet(journal, from.id, source);
  const domains = domainsOf(journal.network);
  return domains.get(here) !== domains.get(there);
}

/** Whether an external end has no other way into AWS than the internet. */
function sendsOverInternet(journal: Journal, id: EntityId, source: Address): boolean {
  if (journal.network.byId.get(id)?.kind === 'vpc' || linesOf(journal, id, source).length > 0) return false;
  return networkBehindAt(journal, id, source) === undefined;
}

const UNKNOWN = entityId('unknown');

function hiddenAt({ network, course }: Journal, of: 'sender' | 'receiver', id: EntityId): End | undefined {
  const why = hiddenInterfaces(network, id);
  if (why === undefined) return undefined;
  const taken = course.choices.choose(of, id, [id, UNKNOWN], (option) => option);
  return taken === UNKNOWN ? { kind: 'unknown', reason: unknownSentence(why) } : undefined;
}

/** Why a resource may have interfaces that the text does not know. */
export function hiddenInterfaces(network: Network, id: EntityId): Statement | undefined {
  const resource = network.byId.get(id);
  if (resource === undefined) return undefined;
  if ('unknownSubnets' in resource && resource.unknownSubnets !== undefined)
    return subnetsStatement(resource.name, resource.unknownSubnets);
  return unknownAddressesOf(resource)[0];
}

function unknownAddressesOf(resource: Entity): readonly Statement[] {
  if (resourceIn(resource, 'load-balancer')) {
    const families = familiesOfNodes(resource);
    return resource.nodes.flatMap((node) => families.flatMap((family) => unknownAddressOf(node, family) ?? []));
  }
  if (resource.kind === 'nat') return [resource.interface].flatMap((iface) => unknownAddressOf(iface, 4) ?? []);
  return 'interfaces' in resource ? resource.interfaces.flatMap((iface) => unknownAddressOf(iface, 4) ?? []) : [];
}

/** Why the addresses of a resource that a flow or an expectation names are not known; `undefined` if each has one that is. */
export function unknownAddresses(network: Network, selector: Selector): Statement | undefined {
  if (isComplete(network)) return undefined;
  const members = selector.kind === 'entity' ? unknownMembers(network, selector.id) : undefined;
  if (members !== undefined) return members;
  for (const resource of resourcesNamed(network, selector)) {
    if (connectionEndsOf(network, { kind: 'entity', id: resource.id, text: '' }).length > 0) continue;
    const known = hiddenInterfaces(network, resource.id);
    if (known !== undefined) return known;
    if ('prefixes' in resource && resource.unknown !== undefined)
      return { statement: blocksStatement(resource.name), unknown: resource.unknown };
  }
  return undefined;
}

/** Why the text does not know all resources with a security group. */
function unknownMembers({ byId, interfaces }: Network, id: EntityId): Statement | undefined {
  const group = byId.get(id);
  if (group?.kind !== 'security-group') return undefined;
  if (group.vpc === undefined)
    return { statement: `Which resources have ${group.name} is unknown`, unknown: { reason: 'it is external' } };
  for (const { owner, subnet, securityGroups = [] } of interfaces) {
    if (subnet.vpc !== group.vpc || securityGroups.includes(group)) continue;
    const unnamed = securityGroups.find(({ external }) => external === 'unnamed');
    if (unnamed !== undefined)
      return { statement: `A security group of ${shortName(owner)} is unknown`, unknown: whyUnnamed(unnamed) };
  }
  return undefined;
}

/** The resource of that name, or those that are in it, carry it, or are of the kind. */
function resourcesNamed(network: Network, selector: Selector): readonly Entity[] {
  if (selector.kind === 'prefix' || selector.kind === 'name') return [];
  if (selector.kind === 'every') return [...network.byId.values()].filter(({ kind }) => isEvery(selector.of, kind));
  const named = network.byId.get(selector.id);
  if (named === undefined) return [];
  if (named.kind !== 'vpc' && named.kind !== 'subnet' && named.kind !== 'security-group') return [named];
  const all = [...network.byId.values()];
  const owners = new Set(network.interfaces.filter((iface) => isIn(iface, named)).map(({ owner }) => owner));
  const unplaced = named.kind === 'vpc' ? all.filter((one) => 'unknownSubnets' in one && 'vpc' in one && one.vpc === named) : [];
  return [...(isOutside(named) ? [named] : []), ...all.filter(({ id }) => owners.has(id)), ...unplaced];
}

function isIn({ subnet, securityGroups }: Interface, named: Vpc | Subnet | SecurityGroup): boolean {
  if (named.kind === 'vpc') return subnet.vpc === named;
  return named.kind === 'subnet' ? subnet === named : (securityGroups?.includes(named) ?? false);
}

/** The endpoint in the sender's VPC to which the name of the receiver leads. */
function endpointAt(journal: Journal, vpc: Vpc | undefined, { destination }: Packet): EntityId | undefined {
  if (vpc === undefined || !journal.network.endpoints.some(({ unknownSubnets }) => unknownSubnets)) return undefined;
  const owner = journal.ownerIn(vpc, destination)?.interface.owner;
  return owner !== undefined && journal.network.byId.get(owner)?.kind === 'endpoint' ? owner : undefined;
}
