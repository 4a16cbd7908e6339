// Parts of small networks, for tests of the builder.
import { parseAddress, parsePrefix } from '#language/network/address.ts';
import { ASSIGNED } from '#language/network/build/interfaces.ts';
import type { Parts, SubnetPart, VpcPart, WorkloadPart } from '#language/network/build/parts.ts';
import { type EntityId, entityId } from '#language/network/id.ts';

/** No parts at all. */
export const NO_PARTS: Parts = {
  vpcs: [],
  subnets: [],
  routeTables: [],
  gateways: [],
  natGateways: [],
  regionalNats: [],
  prefixLists: [],
  endpoints: [],
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

/** Id and name of a resource. */
export function named<Kind extends string>(
  kind: Kind,
  name: string,
): { readonly kind: Kind; readonly id: EntityId; readonly name: string } {
  return { kind, id: entityId(name), name };
}

/** The prefix that the text says. */
export function prefix(text: string) {
  const read = parsePrefix(text);
  if (read === undefined) throw new Error(`${text} is no prefix.`);
  return read;
}

/** The address that the text says. */
export function address(text: string) {
  const read = parseAddress(text);
  if (read === undefined) throw new Error(`${text} is no address.`);
  return read;
}

/** A VPC of which only name and blocks are stated. */
export function vpc(name: string, ...blocks: readonly string[]): VpcPart {
  return { ...named('vpc', name), prefixes: blocks.map(prefix) };
}

/** A subnet of which only name, VPC and block are stated. */
export function subnet(name: string, of: string, block: string): SubnetPart {
  return { ...named('subnet', name), vpc: entityId(of), prefixes: [prefix(block)] };
}

/** An instance of which only name and subnets are stated. */
export function instance(name: string, ...subnets: readonly string[]): WorkloadPart {
  return { ...named('instance', name), ...ASSIGNED, subnets: subnets.map(entityId) };
}
