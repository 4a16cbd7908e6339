// Which address a name stands for, seen from where it is asked.
// Source: Amazon VPC User Guide, "Understanding Amazon DNS"; Elastic Load Balancing, "How Elastic Load Balancing works"; AWS PrivateLink
// Guide, "Access AWS services through AWS PrivateLink" (private DNS needs both DNS attributes of the VPC).
import type { Address } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { ConnectionEnd } from './connection-end.ts';

/**
 * Names resolve to private addresses inside a VPC and to public ones elsewhere; those of internet-facing load balancers always to public
 * ones, and those of services with a private endpoint in the VPC to that endpoint.
 */
export function resolvedAddress(network: Network, from: ConnectionEnd, to: ConnectionEnd): Address {
  const balancer = network.byId.get(to.id);
  const facing = (balancer?.kind === 'alb' || balancer?.kind === 'nlb') && balancer.scheme === 'internet-facing';
  const vpc = from.interface?.subnet.vpc;
  if (vpc !== undefined && vpc === to.interface?.subnet.vpc && !facing) return to.address;
  return privateName(network, from.interface, to) ?? to.public ?? to.address;
}

/** The address of an endpoint that takes the name over: the one in the asker's zone, if there is one. */
function privateName(network: Network, asker: Interface | undefined, { id, address }: ConnectionEnd): Address | undefined {
  const vpc = asker?.subnet.vpc;
  if (vpc === undefined || !vpc.dnsSupport || !vpc.dnsHostnames) return undefined;
  const takesOver = (endpoint: VpcEndpoint): boolean =>
    endpoint.type === 'interface' && endpoint.vpc === vpc && endpoint.privateDns && endpoint.serves.includes(id);
  const doors = network.endpoints.find(takesOver)?.interfaces ?? [];
  const door = doors.find(({ subnet }) => subnet.zone === asker?.subnet.zone) ?? doors[0];
  return door?.addresses.find((own) => own.private.family === address.family)?.private;
}
