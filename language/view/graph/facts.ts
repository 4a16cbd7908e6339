// A resource of the network → the lines of its tooltip, one fact per line. The first one says what it is.

import { formatAddress, formatPrefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { exposureOf } from '#language/network/exposure.ts';
import type { InternetGateway, NatGateway } from '#language/network/gateways.ts';
import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { KINDS } from '#language/network/kinds.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { PublicAccess, Vpc } from '#language/network/vpc.ts';
import type { Workload } from '#language/network/workload.ts';

/** CIDR blocks, Region, and whether the resolver is off. */
export function vpcFacts(vpc: Vpc): readonly string[] {
  return [
    `VPC ${vpc.name}`,
    `Addresses: ${vpc.prefixes.map(formatPrefix).join(', ')}`,
    ...(vpc.region === undefined ? [] : [`Region: ${vpc.region}`]),
    ...(vpc.dnsSupport ? [] : ['DNS resolution (enableDnsSupport) is off']),
    ...publicAccessFact(vpc.blockPublicAccess),
  ];
}

function publicAccessFact(mode: PublicAccess): readonly string[] {
  if (mode === 'off') return [];
  const words = mode === 'bidirectional' ? 'in both directions' : 'for connections from the internet';
  return [`Block Public Access is on, ${words}`];
}

/** Public or private and why, the ways out, the network ACL. */
export function subnetFacts(subnet: Subnet): readonly string[] {
  const wayOut = subnet.routeTable.routes.filter(({ target }) => target.kind !== 'local' && target.kind !== 'igw');
  const isExcluded = subnet.blockPublicAccess === 'off' && subnet.vpc.blockPublicAccess !== 'off';
  return [
    `Subnet ${subnet.name}`,
    ...(subnet.prefixes.length === 0 ? [] : [`Addresses: ${subnet.prefixes.map(formatPrefix).join(', ')}`]),
    exposureFact(subnet),
    ...wayOut.map((route) => `Route: ${routeFact(route)}`),
    `Network ACL: ${subnet.networkAcl.isDefault ? 'default (allows everything)' : subnet.networkAcl.name}`,
    ...(isExcluded ? ['Excluded from Block Public Access of the VPC'] : []),
  ];
}

/** What it runs and serves, and where it is reached. */
export function workloadFacts(workload: Workload): readonly string[] {
  return [
    `${KINDS[workload.kind].title} ${workload.name}`,
    ...(workload.engine === undefined ? [] : [`Engine: ${workload.engine}`]),
    ...(workload.port === undefined ? [] : [`Serves port ${workload.port}`]),
    ...(workload.node === undefined ? [] : [`Runs on ${shortName(workload.node)}`]),
    ...(workload.interfaces.length === 0 ? ['Attached to no VPC'] : interfacesFacts(workload.interfaces)),
  ];
}

/** What passes the gateway. */
export function gatewayFacts(gateway: InternetGateway): readonly string[] {
  const duty =
    gateway.kind === 'igw'
      ? 'Maps public to private addresses, in both directions'
      : 'Allows IPv6 connections from the VPC, and their replies';
  const own = (gateway.routeTable?.routes ?? []).filter(({ target }) => target.kind !== 'local');
  return [`${KINDS[gateway.kind].title} ${gateway.name}`, duty, ...own.map((route) => `From the internet: ${routeFact(route)}`)];
}

/** What passes the NAT gateway, and its addresses. */
export function natFacts(nat: NatGateway): readonly string[] {
  return [
    `${nat.connectivity === 'public' ? 'Public' : 'Private'} NAT gateway ${nat.name}`,
    'Allows connections to the outside, and their replies',
    ...interfacesFacts([nat.interface]),
  ];
}

/** What it listens on, where that leads, and where its nodes are. */
export function loadBalancerFacts(balancer: LoadBalancer): readonly string[] {
  return [
    `${KINDS[balancer.kind].title} ${balancer.name}, ${balancer.scheme}${balancer.ipAddressType === 'ipv4' ? '' : `, ${balancer.ipAddressType}`}`,
    ...balancer.listeners.map(({ protocol, port, rules }) => {
      const action = rules.at(-1)?.action;
      if (action === undefined) return `Listens on ${protocol} ${port}`;
      return action.kind === 'forward'
        ? `Listens on ${protocol} ${port}, forwards to ${shortName(action.targetGroup)}`
        : `Listens on ${protocol} ${port}, redirects to ${action.protocol} ${action.port}`;
    }),
    ...interfacesFacts(balancer.nodes),
  ];
}

/** Where it is reached, and what is behind it. */
export function apiGatewayFacts({ name, address, integration }: ApiGateway): readonly string[] {
  const behind =
    integration.kind === 'lambda'
      ? [`Calls ${shortName(integration.function)}`]
      : integration.kind === 'vpc-link'
        ? [`Goes through a VPC link to ${shortName(integration.loadBalancer)}`]
        : ['No integration'];
  const front =
    address === undefined ? 'Private: called through an interface endpoint' : `Public address ${formatAddress(address)}`;
  return [`API gateway ${name}`, front, ...behind];
}

/** Which addresses it represents. */
export function outsideFacts({ kind, name, prefixes }: Outside): readonly string[] {
  if (kind === 'internet') return ['The internet', 'Every address that no resource has'];
  return [`${KINDS[kind].title} ${name}, outside AWS`, `Addresses: ${prefixes.map(formatPrefix).join(', ')}`];
}

/** Addresses, security groups, and the kinds of the subnets. */
export function interfacesFacts(interfaces: readonly Interface[]): readonly string[] {
  const groups = [...new Set(interfaces.flatMap((one) => one.securityGroups ?? []).map(groupText))];
  const subnets = [...new Set(interfaces.map((one) => one.subnet))];
  return [
    ...interfaces.flatMap((one) =>
      one.addresses.map(
        (address) =>
          `Address ${formatAddress(address.private)} in ${one.subnet.name}` +
          (address.public === undefined ? '' : `, public address ${formatAddress(address.public)}`),
      ),
    ),
    ...(groups.length === 0 ? [] : [`Security groups: ${groups.join(', ')}`]),
    ...subnets.map((subnet) => `${subnet.name}: ${exposureFact(subnet)}`),
  ];
}

function groupText(group: { readonly name: string; readonly isDefault: boolean }): string {
  return group.isDefault ? 'default' : group.name;
}

function exposureFact(subnet: Subnet): string {
  const exposure = exposureOf(subnet);
  const fact =
    exposure.kind === 'public'
      ? `public, because ${routeFact(exposure.route)}`
      : 'private, because no route leads to an internet gateway';
  return subnet.intent === undefined || subnet.intent === exposure.kind ? fact : `${fact}; declared as ${subnet.intent}`;
}

function routeFact({ destination, target }: Route): string {
  const name =
    target.kind === 'local' ? 'local' : target.kind === 'missing' ? `${target.text}, which does not exist` : shortName(target.id);
  return `${formatPrefix(destination)} goes to ${name}`;
}
