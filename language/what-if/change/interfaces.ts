// Changes that add interfaces: nodes of load balancers and VPC endpoints. New interfaces get addresses as AWS would assign them.
import { EXAMPLE_PUBLIC_RANGE } from '#language/aws/addresses.ts';
import { type Address, type Family, nth, type Prefix, parsePrefixes, sizeOf } from '#language/network/address.ts';
import type { Explicit, ExplicitParts } from '#language/network/build/explicit.ts';
import { freeAddress } from '#language/network/free.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { portTraffic } from '#language/network/traffic.ts';
import type { AddEndpoint, AddNode } from './change.ts';
import { peerOf } from './naming.ts';
import { withChanged } from './with-changed.ts';

/** An example of a public address that AWS would assign, which nothing in the network has. */
export function freePublicAddress(network: Network): Address | undefined {
  const taken = new Set([
    ...network.interfaces.flatMap(({ addresses }) => addresses.flatMap((own) => own.public?.bits ?? [])),
    ...network.apiGateways.flatMap(({ address }) => address?.bits ?? []),
    ...network.regionalNats.flatMap(({ addresses }) => addresses.map((own) => own.public.bits)),
  ]);
  const [range] = parsePrefixes([EXAMPLE_PUBLIC_RANGE]);
  for (let offset = 4n; range !== undefined && offset < sizeOf(range); offset += 1n) {
    if (!taken.has(range.first + offset)) return nth(range, offset);
  }
  return undefined;
}

/** With a node of the load balancer in the subnet. */
export function withNode(network: Network, parts: ExplicitParts, { balancer: id, subnet }: AddNode): ExplicitParts {
  return {
    ...parts,
    loadBalancers: withChanged(parts.loadBalancers, id, (balancer) => {
      const isPublic = balancer.scheme === 'internet-facing' && balancer.ipAddressType !== 'dualstack-without-public-ipv4';
      const families: readonly Family[] = balancer.ipAddressType === 'ipv4' ? [4] : [4, 6];
      const node: Explicit<Interface> = {
        id: partId(id, 'node', balancer.nodes.length + 1),
        owner: id,
        subnet,
        addresses: assigned(network, subnet, families, isPublic),
        securityGroups: balancer.nodes[0]?.securityGroups,
        sourceDestCheck: true,
      };
      return { ...balancer, nodes: [...balancer.nodes, node] };
    }),
  };
}

/** The ids of an added endpoint and of its security group. */
export function idsOf({ vpc, name }: AddEndpoint): { readonly endpoint: EntityId; readonly group: EntityId } {
  return { endpoint: entityId(`${vpc}.${name}`), group: entityId(`${vpc}.${name}-clients`) };
}

/** With the endpoint and, if it has interfaces, its security group. */
export function withEndpoint(network: Network, parts: ExplicitParts, change: AddEndpoint): ExplicitParts {
  const { vpc, name, service, serves, subnet, clients } = change;
  const { endpoint: id, group } = idsOf(change);
  const common = { kind: 'endpoint', id, name, vpc, service, serves: [serves], preserveClientIp: false } as const;
  const table = parts.subnets.find((one) => one.id === subnet)?.routeTable;
  if (clients === undefined) {
    const endpoint = { ...common, type: 'gateway', routeTables: table === undefined ? [] : [table] } as const;
    const blocks = parts.outside.filter((one) => one.id === serves).flatMap(({ prefixes }) => prefixes);
    return {
      ...parts,
      endpoints: [...parts.endpoints, { ...endpoint, privateDns: false, interfaces: [] }],
      routeTables: table === undefined ? parts.routeTables : withServed(parts, table, id, blocks),
    };
  }
  const own: Explicit<Interface> = {
    id: partId(id, 'interface', 1),
    owner: id,
    subnet,
    addresses: assigned(network, subnet, [4], false),
    securityGroups: [group],
    sourceDestCheck: true,
  };
  const rule = {
    id: partId(group, 'ingress', 1),
    direction: 'ingress',
    traffic: portTraffic('tcp', 443),
    peer: peerOf(network, vpc, clients),
    isDefault: false,
  } as const;
  const allowed = { kind: 'security-group', id: group, name: `${name}-clients`, vpc, isDefault: false, rules: [rule] } as const;
  return {
    ...parts,
    securityGroups: [...parts.securityGroups, allowed],
    endpoints: [...parts.endpoints, { ...common, type: 'interface', routeTables: [], privateDns: true, interfaces: [own] }],
  };
}

function withServed(
  { routeTables }: ExplicitParts,
  table: EntityId,
  id: EntityId,
  blocks: readonly Prefix[],
): ExplicitParts['routeTables'] {
  return withChanged(routeTables, table, (one) => ({
    ...one,
    routes: [
      ...one.routes,
      ...blocks.map((destination, index) => ({
        id: partId(table, 'served', one.routes.length + index + 1),
        destination,
        target: { kind: 'endpoint', id } as const,
        origin: 'prefix-list' as const,
      })),
    ],
  }));
}

/** The lowest free address of each family, as AWS is assumed to assign it. */
function assigned(
  network: Network,
  subnet: EntityId,
  families: readonly Family[],
  isPublic: boolean,
): readonly InterfaceAddress[] {
  const prefixes = network.subnets.find(({ id }) => id === subnet)?.prefixes ?? [];
  const taken = network.interfaces.flatMap(({ addresses }) => addresses.map((own) => own.private));
  return families.flatMap((wanted): readonly InterfaceAddress[] => {
    const block = prefixes.find(({ family }) => family === wanted);
    const address = block && freeAddress(block, taken);
    if (address === undefined) return [];
    const shown = isPublic && wanted === 4 ? freePublicAddress(network) : undefined;
    return [{ private: address, ...(shown && { public: shown, publicDeclared: false }), declared: false }];
  });
}
