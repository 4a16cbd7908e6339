// Parts of small networks, for tests of the network builder.
import { parseAddress, parsePrefix } from '#language/network/address.ts';
import { ASSIGNED } from '#language/network/build/interfaces.ts';
import type { Parts, SubnetPart, VpcPart, WorkloadPart } from '#language/network/build/parts.ts';
import { type EntityId, entityId } from '#language/network/id.ts';

/** A network without parts. */
export const NO_PARTS: Parts = {
  vpcs: [],
  subnets: [],
  routeTables: [],
  gateways: [],
  natGateways: [],
  regionalNats: [],
  prefixLists: [],
  endpoints: [],
  clientVpns: [],
  resolverEndpoints: [],
  privateZones: [],
  resolverRules: [],
  kubernetesServices: [],
  peerings: [],
  transitGateways: [],
  siteLinks: [],
  securityGroups: [],
  networkAcls: [],
  workloads: [],
  loadBalancers: [],
  targetGroups: [],
  apiGateways: [],
  outside: [],
  flows: [],
  expectations: [],
  views: [],
};

/** The id and the name of a resource. */
export function named<Kind extends string>(
  kind: Kind,
  name: string,
): { readonly kind: Kind; readonly id: EntityId; readonly name: string } {
  return { kind, id: entityId(name), name };
}

/** Parses a prefix. */
export function prefix(text: string) {
  const read = parsePrefix(text);
  if (read === undefined) throw new Error(`${text} is not a prefix.`);
  return read;
}

/** Parses an address. */
export function address(text: string) {
  const read = parseAddress(text);
  if (read === undefined) throw new Error(`${text} is not an address.`);
  return read;
}

/** A VPC with a name and CIDR blocks only. */
export function vpc(name: string, ...blocks: readonly string[]): VpcPart {
  return { ...named('vpc', name), prefixes: blocks.map(prefix) };
}

/** A subnet with a name, a VPC and a CIDR block only. */
export function subnet(name: string, of: string, block: string): SubnetPart {
  return { ...named('subnet', name), vpc: entityId(of), prefixes: [prefix(block)] };
}

/** An instance with a name and subnets only. */
export function instance(name: string, ...subnets: readonly string[]): WorkloadPart {
  return { ...named('instance', name), ...ASSIGNED, subnets: subnets.map(entityId) };
}
