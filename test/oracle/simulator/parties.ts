// Who may be at one end of a connection: what a name, a block or an address of a text means, and which addresses that has.
import { EXAMPLE_EXTERNAL_HOSTS } from '#language/aws/addresses.ts';
import {
  type Address,
  contains,
  type Family,
  formatAddress,
  nth,
  type Prefix,
  parseAddress,
  sameAddress,
  sizeOf,
} from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { isEvery } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import { addressesIn } from './borders.ts';
import { isOfAccount, isUnroutable, outsideAt } from './gateways.ts';
import type { Setting } from './world.ts';

/** One end of a connection. */
export type Party =
  /** A resource, with those of its interfaces that are meant. */
  | { readonly kind: 'resource'; readonly id: EntityId; readonly interfaces: readonly Interface[] }
  /** Public addresses that are on no interface: of an API, of a regional NAT gateway, of a function without a VPC. */
  | { readonly kind: 'public'; readonly id: EntityId; readonly addresses: readonly Address[] }
  /** Somebody outside, with all addresses that he has. */
  | { readonly kind: 'external'; readonly id: EntityId; readonly addresses: readonly Address[] }
  /** Exactly this address, which the interface has, if any does. */
  | { readonly kind: 'address'; readonly id: EntityId; readonly address: Address; readonly iface: Interface | undefined };

const INTERNET = entityId('internet');

/**
 * Everybody that a selector means. `internet`: one external host as an example, or all of them by one address for each class of equal
 * ones; blocks of other networks outside are always whole.
 */
export function partiesOf(setting: Setting, selector: Selector, internet: 'one' | 'all'): readonly Party[] {
  const { network } = setting;
  switch (selector.kind) {
    case 'entity': {
      const entity = network.byId.get(selector.id);
      return entity === undefined ? [] : partiesIn(setting, entity, internet);
    }
    case 'every':
      return [...network.byId.values()]
        .filter(({ kind }) => isEvery(selector.of, kind))
        .flatMap((entity) => partiesIn(setting, entity, internet));
    case 'prefix':
      return inBlock(setting, selector.prefix);
    case 'name':
      return [];
  }
}

/** The party that a resource is, and those in an area or behind a group. Empty for what is no end of a connection. */
export function partiesIn(setting: Setting, entity: Entity, internet: 'one' | 'all'): readonly Party[] {
  const { network } = setting;
  const among = (isMeant: (iface: Interface) => boolean): readonly Party[] => byOwner(endsIn(network).filter(isMeant));
  switch (entity.kind) {
    case 'internet':
      return internet === 'one'
        ? [{ kind: 'external', id: INTERNET, addresses: examples(network) }]
        : blockOutside(setting, entity).filter(({ addresses }) => !addresses.some(isUnroutable));
    case 'host':
      return [{ kind: 'external', id: entity.id, addresses: entity.prefixes.flatMap((prefix) => addressesIn(network, prefix)) }];
    case 'network':
      return blockOutside(setting, entity);
    case 'vpc':
      return among(({ subnet }) => subnet.vpc === entity);
    case 'subnet':
      return among(({ subnet }) => subnet === entity);
    case 'security-group':
      return among(({ securityGroups }) => securityGroups?.includes(entity) ?? false);
    case 'nat':
      return byOwner([entity.interface]);
    case 'regional-nat':
      return [{ kind: 'public', id: entity.id, addresses: entity.addresses.map((own) => own.public) }];
    case 'alb':
    case 'nlb':
    case 'clb':
    case 'gwlb':
      return byOwner(entity.nodes);
    case 'endpoint':
      return byOwner(entity.interfaces);
    case 'api-gateway':
      // 9.2: whoever calls a private API calls an endpoint that serves it.
      if (entity.address === undefined)
        return byOwner(network.endpoints.filter(({ serves }) => serves.includes(entity.id)).flatMap((one) => one.interfaces));
      return [{ kind: 'public', id: entity.id, addresses: [entity.address] }];
    case 'lambda':
      // 9.6
      return entity.interfaces.length === 0
        ? [{ kind: 'public', id: entity.id, addresses: examples(network) }]
        : byOwner(entity.interfaces);
    default:
      return 'interfaces' in entity ? byOwner(entity.interfaces) : [];
  }
}

/** Kinds that pass on, or connect to their targets, what others have opened. */
const OPEN_NOTHING: ReadonlySet<Entity['kind']> = new Set(['nat', 'regional-nat', 'alb', 'nlb', 'clb', 'gwlb', 'api-gateway']);

/** Those whom the selector means as the ones who open connections; in an area, behind a group or in a block only who does, if anybody does. */
export function sendersOf(setting: Setting, selector: Selector): readonly Party[] {
  const all = partiesOf(setting, selector, 'one');
  const { byId } = setting.network;
  const kind = selector.kind === 'entity' ? byId.get(selector.id)?.kind : undefined;
  const isMany = selector.kind === 'prefix' || kind === 'vpc' || kind === 'subnet' || kind === 'security-group';
  const opening = all.filter((party) => party.kind === 'external' || !isSilent(byId.get(party.id)));
  return isMany && opening.length > 0 ? opening : all;
}

/** 12.10, 11.9 */
function isSilent(entity: Entity | undefined): boolean {
  if (entity === undefined) return false;
  if (entity.kind === 'endpoint') return entity.type !== 'instance-connect';
  if (entity.kind === 'resolver-endpoint') return entity.direction === 'inbound';
  return OPEN_NOTHING.has(entity.kind);
}

/** Without those of VPC links: from them an API connects to its target, and nobody connects to them. */
function endsIn({ interfaces, byId }: Network): readonly Interface[] {
  return interfaces.filter(({ owner }) => byId.get(owner)?.kind !== 'api-gateway');
}

function byOwner(interfaces: readonly Interface[]): readonly Party[] {
  const owners = [...new Set(interfaces.map(({ owner }) => owner))];
  return owners.map((id) => ({ kind: 'resource', id, interfaces: interfaces.filter(({ owner }) => owner === id) }));
}

/** Those with an address in the block; without any, whoever is there outside. One address is meant as it is written. */
function inBlock(setting: Setting, block: Prefix): readonly Party[] {
  const { network } = setting;
  if (sizeOf(block) === 1n) return [partyAt(setting, nth(block, 0n))];
  const inside = endsIn(network).filter(({ addresses }) =>
    addresses.some((own) => contains(block, own.private) || (own.public !== undefined && contains(block, own.public))),
  );
  if (inside.length > 0) return byOwner(inside);
  return outsideIn(setting, block, (address) => outsideAt(setting, address)?.id ?? INTERNET);
}

/** Exactly this address. */
function partyAt(setting: Setting, address: Address): Party {
  const iface = setting.network.interfaces.find(({ addresses }) =>
    addresses.some((own) => sameAddress(own.private, address) || (own.public !== undefined && sameAddress(own.public, address))),
  );
  const id = iface?.owner ?? outsideAt(setting, address)?.id ?? INTERNET;
  return { kind: 'address', id, address, iface };
}

function blockOutside(setting: Setting, { id, prefixes }: Outside): readonly External[] {
  return prefixes.flatMap((prefix) => outsideIn(setting, prefix, () => id));
}

type External = Extract<Party, { kind: 'external' }>;

/** One address of the block for each class of equal ones; those of AWS's side are not outside. */
function outsideIn(setting: Setting, block: Prefix, idOf: (address: Address) => EntityId): readonly External[] {
  return addressesIn(setting.network, block)
    .filter((address) => !isInside(setting, address))
    .map((address) => ({ kind: 'external', id: idOf(address), addresses: [address] }));
}

function isInside(setting: Setting, address: Address): boolean {
  return (
    isOfAccount(setting, address) ||
    setting.network.apiGateways.some((api) => api.address !== undefined && sameAddress(api.address, address)) ||
    setting.network.vpcs.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address)))
  );
}

/** An external host that nothing in the text speaks of, with an address of each family in use. */
function examples(network: Network): readonly Address[] {
  const usesIpv6 = network.vpcs.some(({ prefixes }) => prefixes.some(({ family }) => family === 6));
  const families: readonly Family[] = usesIpv6 ? [4, 6] : [4];
  const all = EXAMPLE_EXTERNAL_HOSTS.flatMap((text) => parseAddress(text) ?? []);
  return families.flatMap((family) => all.find((address) => address.family === family && !isNamed(network, address)) ?? []);
}

function isNamed(network: Network, address: Address): boolean {
  const declared = network.outside.filter(({ kind }) => kind !== 'internet');
  return (
    declared.some(({ prefixes }) => prefixes.some((prefix) => prefix.length > 0 && contains(prefix, address))) ||
    isOfAccount({ network, held: [] }, address)
  );
}

/** `web`, or `address 10.0.0.1`: for messages of tests. */
export function partyText(party: Party): string {
  if (party.kind === 'resource') return party.id;
  const addresses = party.kind === 'address' ? [party.address] : party.addresses;
  return `${party.id} ${addresses.map(formatAddress).join(', ')}`;
}
