// The addresses to which a name resolves, for the host that resolves it.
// Source: Amazon VPC User Guide, "Understanding Amazon DNS"; Elastic Load Balancing, "How Elastic Load Balancing works"; AWS PrivateLink
// Guide, "Access AWS services through AWS PrivateLink" (private DNS needs both DNS attributes of the VPC).
import type { Address } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { ConnectionEnd } from './connection-end.ts';

/** What the name of a resource leads to. */
export interface Names {
  /** The ends at the interfaces of an endpoint with private DNS, to which the name resolves in place of the resource's own addresses. */
  readonly takenOver: readonly ConnectionEnd[];
  /** The first of the resource's own addresses to which it resolves otherwise. */
  readonly resolved: Address | undefined;
}

/**
 * Names resolve to private addresses inside their VPC and to public ones elsewhere. Those of internet-facing load balancers always resolve to
 * public ones, those of services with a private DNS endpoint in the VPC to that endpoint. An end that the text names by its address has no name.
 */
export function namesOf(network: Network, from: ConnectionEnd, to: readonly ConnectionEnd[]): Names {
  const [first] = to;
  if (first === undefined || first.written !== undefined) return { takenOver: [], resolved: first?.written };
  const balancer = network.byId.get(first.id);
  const facing = balancer !== undefined && resourceIn(balancer, 'load-balancer') && balancer.scheme === 'internet-facing';
  const vpc = from.interface?.subnet.vpc;
  const isInside = vpc !== undefined && vpc === first.interface?.subnet.vpc && !facing;
  return {
    takenOver: isInside ? [] : firstOfFamilies(to).flatMap((end) => endpointEnds(network, from.interface, end)),
    resolved: isInside ? first.address : (first.public ?? first.address),
  };
}

/** An endpoint stands for all ends of the resource. */
function firstOfFamilies(ends: readonly ConnectionEnd[]): readonly ConnectionEnd[] {
  return ([4, 6] as const).flatMap((family) => ends.find(({ address }) => address.family === family) ?? []);
}

/** The address that the name of a resource resolves to first. */
export function resolvedAddress(network: Network, from: ConnectionEnd, to: ConnectionEnd): Address {
  const { takenOver, resolved = to.address } = namesOf(network, from, [to]);
  return takenOver[0]?.written ?? resolved;
}

/** One end for each interface of the endpoint with private DNS for the name. */
function endpointEnds(network: Network, client: Interface | undefined, end: ConnectionEnd): readonly ConnectionEnd[] {
  const vpc = client?.subnet.vpc;
  if (vpc === undefined || !vpc.dnsSupport || !vpc.dnsHostnames) return [];
  const takesOver = (endpoint: VpcEndpoint): boolean =>
    endpoint.type === 'interface' && endpoint.vpc === vpc && endpoint.privateDns && endpoint.serves.includes(end.id);
  const interfaces = network.endpoints.find(takesOver)?.interfaces ?? [];
  // The one in the client's Availability Zone is shown first.
  const isNear = ({ subnet: { az } }: Interface): number => (az === client?.subnet.az ? 0 : 1);
  return interfaces
    .toSorted((a, b) => isNear(a) - isNear(b))
    .flatMap((iface) => {
      const own = iface.addresses.find(({ private: { family } }) => family === end.address.family)?.private;
      return own === undefined ? [] : [{ ...end, written: own, endpoint: iface }];
    });
}
