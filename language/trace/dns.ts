// The address to which a name resolves, for the host that resolves it.
// Source: Amazon VPC User Guide, "Understanding Amazon DNS"; Elastic Load Balancing, "How Elastic Load Balancing works"; AWS PrivateLink
// Guide, "Access AWS services through AWS PrivateLink" (private DNS needs both DNS attributes of the VPC).
import type { Address } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { ConnectionEnd } from './connection-end.ts';

/**
 * Names resolve to private addresses inside their VPC and to public ones elsewhere. Those of internet-facing load balancers always resolve to
 * public ones, those of services with a private DNS endpoint in the VPC to that endpoint.
 */
export function resolvedAddress(network: Network, from: ConnectionEnd, to: ConnectionEnd): Address {
  const balancer = network.byId.get(to.id);
  const facing = balancer !== undefined && resourceIn(balancer, 'load-balancer') && balancer.scheme === 'internet-facing';
  const vpc = from.interface?.subnet.vpc;
  if (vpc !== undefined && vpc === to.interface?.subnet.vpc && !facing) return to.address;
  return privateName(network, from.interface, to) ?? to.public ?? to.address;
}

/** The address of the endpoint with private DNS for the name: in the client's Availability Zone, if it has one there. */
function privateName(network: Network, client: Interface | undefined, { id, address }: ConnectionEnd): Address | undefined {
  const vpc = client?.subnet.vpc;
  if (vpc === undefined || !vpc.dnsSupport || !vpc.dnsHostnames) return undefined;
  const takesOver = (endpoint: VpcEndpoint): boolean =>
    endpoint.type === 'interface' && endpoint.vpc === vpc && endpoint.privateDns && endpoint.serves.includes(id);
  const interfaces = network.endpoints.find(takesOver)?.interfaces ?? [];
  const chosen = interfaces.find(({ subnet }) => subnet.az === client?.subnet.az) ?? interfaces[0];
  return chosen?.addresses.find((own) => own.private.family === address.family)?.private;
}
