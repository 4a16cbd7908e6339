// What connects networks (peerings, transit gateways, VPNs) and what is on a VPC's edge → the lines of its tooltip.
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import { otherAnnouncements, type Peering, type SiteLink, type TransitGateway } from '#language/network/connectors.ts';
import type { ResolverEndpoint } from '#language/network/dns.ts';
import type { RegionalNat } from '#language/network/gateways.ts';
import { shortName } from '#language/network/id.ts';
import { KINDS } from '#language/network/kinds.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { KubernetesService } from '#language/network/workload.ts';
import { interfacesFacts, unknownSubnetsFact } from './facts.ts';

/** Its AZs and addresses. */
export function regionalNatFacts({ name, mode, addresses }: RegionalNat): readonly string[] {
  return [
    `Regional NAT gateway ${name}`,
    'Allows connections to the outside, and their replies',
    mode === 'automatic'
      ? 'Serves every Availability Zone of the VPC'
      : 'Serves only the Availability Zones in which it has an address',
    ...addresses.map(({ az, public: own }) => `Public address ${formatAddress(own)}${az === undefined ? '' : ` in ${az}`}`),
    'It is in no subnet: no security group and no network ACL filters its traffic',
  ];
}

const ENDPOINT_WORDS: Readonly<Record<VpcEndpoint['type'], string>> = {
  gateway: 'Gateway endpoint',
  interface: 'Interface endpoint',
  'gateway-load-balancer': 'Gateway Load Balancer endpoint',
  'instance-connect': 'EC2 Instance Connect Endpoint',
  firewall: 'AWS Network Firewall',
};

const ENDPOINT_DUTIES: Readonly<Record<VpcEndpoint['type'], string>> = {
  gateway: 'A route to the service without charge, from subnets of this VPC only',
  interface: 'An address in the VPC for the service; opens no connections',
  'gateway-load-balancer': 'Packets routed here pass through an appliance first',
  'instance-connect': 'Connects to instances that have no public address (SSH, RDP)',
  firewall: 'Packets routed here must pass its rules',
};

/** What it leads to, and where it is. */
export function endpointFacts(endpoint: VpcEndpoint): readonly string[] {
  const { name, type, service, serves, routeTables, privateDns, preserveClientIp, interfaces } = endpoint;
  return [
    `${ENDPOINT_WORDS[type]} ${name}`,
    ENDPOINT_DUTIES[type],
    ...(service === undefined ? [] : [`Service: ${service}`]),
    ...(serves.length === 0 ? [] : [`Leads to ${serves.map(shortName).join(', ')}`]),
    ...(type === 'gateway' ? [tablesFact(routeTables.map(shortName))] : []),
    ...(type === 'interface' ? [dnsFact(privateDns)] : []),
    ...(type === 'instance-connect'
      ? [preserveClientIp ? 'Instances see the address of the client' : 'Instances see the address of the endpoint']
      : []),
    ...interfacesFacts(interfaces),
    ...unknownSubnetsFact(endpoint),
  ];
}

/** Which queries it carries, and where it is. */
export function resolverEndpointFacts(endpoint: ResolverEndpoint): readonly string[] {
  const { name, direction, interfaces } = endpoint;
  return [
    `${direction === 'inbound' ? 'Inbound' : 'Outbound'} resolver endpoint ${name}`,
    direction === 'inbound'
      ? 'Takes DNS queries of other networks for the resolver of the VPC'
      : 'Sends DNS queries that resolver rules forward',
    ...interfacesFacts(interfaces),
    ...unknownSubnetsFact(endpoint),
  ];
}

/** Where clients are connected, and what they may reach. */
export function clientVpnFacts(endpoint: ClientVpn): readonly string[] {
  const { name, clients, authorizations, splitTunnel, interfaces } = endpoint;
  return [
    `${KINDS['client-vpn'].title} ${name}`,
    'Clients open connections with the addresses of its interfaces, and accept none',
    ...(clients === undefined ? [] : [`Addresses of clients: ${formatPrefix(clients)}`]),
    ...authorizations.map(
      ({ destination, group }) =>
        `Authorized: ${formatPrefix(destination)}${group === undefined ? '' : `, for the group ${group}`}`,
    ),
    ...(splitTunnel ? ['Split tunnel: other packets of clients leave by their own connection'] : []),
    ...interfacesFacts(interfaces),
    ...unknownSubnetsFact(endpoint),
  ];
}

function tablesFact(tables: readonly string[]): string {
  return tables.length === 0 ? 'No route table is associated' : `Its routes are in ${tables.join(', ')}`;
}

function dnsFact(isOn: boolean): string {
  return isOn
    ? 'The name of the service resolves to it inside the VPC'
    : 'The name of the service still resolves to public addresses';
}

/** The port of the nodes, the pods behind it, and the source address that the pods see. */
export function kubernetesServiceFacts(service: KubernetesService): readonly string[] {
  const { name, nodePort, workers, pods, trafficPolicy } = service;
  return [
    `Kubernetes service ${name}`,
    `Port ${nodePort} of ${workers.length === 0 ? 'every node' : workers.map(shortName).join(', ')}`,
    ...(pods.length === 0 ? [] : [`Pods: ${pods.map(({ pod, port }) => `${shortName(pod)}:${port}`).join(', ')}`]),
    trafficPolicy === 'cluster'
      ? 'A node forwards packets to any pod, with its own address as the source'
      : 'A node forwards packets only to its own pods, which see the client’s address',
  ];
}

/** The two VPCs, and what a peering does not do. */
export function peeringFacts({ name, vpcs }: Peering): readonly string[] {
  return [
    `VPC peering connection ${name}`,
    `Between ${vpcs.map(withBlocks).join(' and ')}`,
    'Carries packets between these two VPCs only: peering is not transitive',
  ];
}

function withBlocks(vpc: Peering['vpcs'][number]): string {
  return `${vpc.name} (${vpc.prefixes.map(formatPrefix).join(', ')})`;
}

/** What is attached to it, and the names of its tables. */
export function transitGatewayFacts(gateway: TransitGateway): readonly string[] {
  const { name, region, securityGroupReferences, attachments } = gateway;
  const routeTables = gateway.routeTables.filter(
    ({ id, isDefault, routes }) => !isDefault || routes.length > 0 || attachments.some(({ association }) => association === id),
  );
  return [
    `Transit gateway ${name}`,
    ...(region === undefined ? [] : [`Region: ${region}`]),
    ...(attachments.length === 0 ? [] : [`Attached: ${attachments.map(({ resource }) => shortName(resource)).join(', ')}`]),
    ...(routeTables.length === 0 ? [] : [`Route tables: ${routeTables.map((table) => table.name).join(', ')}`]),
    ...(securityGroupReferences ? ['Security group references between attached VPCs are on'] : []),
  ];
}

/** Its two ends, and how routes are learned. */
export function siteLinkFacts(link: SiteLink): readonly string[] {
  const { kind, name, vpc, remotes, routing } = link;
  const others = otherAnnouncements(link).map(formatPrefix);
  return [
    `${kind === 'vpn' ? 'VPN connection' : 'Direct Connect'} ${name}`,
    vpc === undefined ? 'Attached to a transit gateway' : `Ends at the virtual private gateway of ${vpc.name}`,
    ...(remotes.length === 0 ? [] : [`Remote end: ${remotes.map((one) => one.label ?? one.name).join(', ')}`]),
    ...(others.length === 0 ? [] : [`Announced: ${others.join(', ')}`]),
    routing === 'bgp' ? 'Routes are learned over BGP' : 'Routes are static',
  ];
}
