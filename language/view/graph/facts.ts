// A resource of the network → the lines of its tooltip, one fact per line. The first one says what it is.

import { formatAddress, formatPrefix, type Prefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { exposureOf } from '#language/network/exposure.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { InternetGateway, NatGateway } from '#language/network/gateways.ts';
import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { KINDS, resourceIs } from '#language/network/kinds.ts';
import { type ListenerAction, type LoadBalancer, weightedText } from '#language/network/load-balancer.ts';
import { labelBehind } from '#language/network/named.ts';
import type { Outside } from '#language/network/outside.ts';
import { isLinked, type Route } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { Unknown } from '#language/network/unknown.ts';
import type { PublicAccess, Vpc } from '#language/network/vpc.ts';
import type { Workload } from '#language/network/workload.ts';

/** CIDR blocks, Region, and whether the resolver is off. */
export function vpcFacts(vpc: Vpc): readonly string[] {
  return [
    `${vpc.isExternal ? 'External VPC' : 'VPC'} ${vpc.name}`,
    ...addressFacts(vpc),
    ...(vpc.isExternal ? ['What is in it is unknown'] : []),
    ...(vpc.region === undefined ? [] : [`Region: ${vpc.region}`]),
    ...(vpc.dnsSupport ? [] : ['DNS resolution (enableDnsSupport) is off']),
    ...publicAccessFact(vpc.blockPublicAccess),
  ];
}

/** The blocks, and whether there may be more. */
function addressFacts({
  prefixes,
  unknown,
}: {
  readonly prefixes: readonly Prefix[];
  readonly unknown?: Unknown;
}): readonly string[] {
  const reason = unknown?.reason === undefined ? '' : `: ${unknown.reason}`;
  return [
    ...(prefixes.length === 0 ? [] : [`Addresses: ${prefixes.map(formatPrefix).join(', ')}`]),
    ...(unknown === undefined ? [] : [`${prefixes.length === 0 ? 'Addresses' : 'Further addresses'} unknown${reason}`]),
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
    ...addressFacts(subnet),
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
    ...(workload.keepsAddressTo === undefined
      ? []
      : [`Keeps its address to ${workload.keepsAddressTo.map(formatPrefix).join(', ')}`]),
    ...(workload.interfaces.length === 0 && workload.unknownSubnets === undefined
      ? ['Attached to no VPC']
      : resourceIs(workload, 'members')
        ? membersFacts(workload.interfaces)
        : interfacesFacts(workload.interfaces)),
    ...unknownSubnetsFact(workload),
  ];
}

/** That it may have interfaces in further subnets. */
export function unknownSubnetsFact({ unknownSubnets }: { readonly unknownSubnets?: Unknown }): readonly string[] {
  if (unknownSubnets === undefined) return [];
  return [`Further subnets unknown${unknownSubnets.reason === undefined ? '' : `: ${unknownSubnets.reason}`}`];
}

/** How many members a fleet has, in words: `4 members`. */
export function membersText({ length }: readonly Interface[]): string {
  return length === 1 ? '1 member' : `${length} members`;
}

/** The first members show where all are: they are spread over the subnets in turn. */
function membersFacts(interfaces: readonly Interface[]): readonly string[] {
  return [membersText(interfaces), ...interfacesFacts(interfaces.slice(0, MOST_SHOWN))];
}

const MOST_SHOWN = 12;

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
    [
      `${KINDS[balancer.kind].title} ${balancer.name}`,
      ...(balancer.kind === 'gwlb' ? [] : [balancer.scheme]),
      ...(balancer.ipAddressType === 'ipv4' ? [] : [balancer.ipAddressType]),
    ].join(', '),
    ...balancer.listeners.map(({ protocol, port, rules }) => {
      if (balancer.kind === 'gwlb') return `Carries packets of its endpoints to appliances and back, on udp ${port}`;
      const action = rules.at(-1)?.action;
      if (action === undefined) return `Listens on ${protocol} ${port}`;
      return `Listens on ${protocol} ${port}, ${actionFact(balancer, action)}`;
    }),
    ...interfacesFacts(balancer.nodes),
    ...unknownSubnetsFact(balancer),
    ...(balancer.enforcesOnPrivateLink ? [] : ['Its inbound rules do not apply to PrivateLink traffic']),
  ];
}

/** The targets of a Classic Load Balancer are in no target group. */
function actionFact({ kind }: LoadBalancer, action: ListenerAction): string {
  switch (action.kind) {
    case 'forward':
      if (kind === 'clb') return 'forwards to its targets';
      return `forwards to ${action.groups.map((one) => weightedText(action, one, shortName(one.targetGroup))).join(', ')}`;
    case 'redirect':
      return `redirects to ${action.protocol} ${action.port}`;
    case 'fixed-response':
      return `replies with ${action.code}`;
  }
}

/** Where it is reached, and what is behind it. */
export function apiGatewayFacts({ name, address, integration }: ApiGateway): readonly string[] {
  const behind =
    integration.kind === 'lambda'
      ? [`Calls ${shortName(integration.function)}`]
      : integration.kind === 'none'
        ? ['No integration']
        : [`Goes through a VPC link${integration.kind === 'vpc-link-v1' ? ' V1' : ''} to ${shortName(integration.loadBalancer)}`];
  const front =
    address === undefined ? 'Private: called through an interface endpoint' : `Public address ${formatAddress(address)}`;
  return [`API gateway ${name}`, front, ...behind];
}

/** Which addresses it represents. */
export function outsideFacts({ kind, name, prefixes, unknown, behind }: Outside): readonly string[] {
  if (kind === 'internet') return ['The internet', 'Every address that no resource has'];
  return [
    `${KINDS[kind].title} ${name}, outside AWS`,
    ...addressFacts({ prefixes, ...(unknown && { unknown }) }),
    ...(behind === undefined ? [] : [`Behind ${shortName(behind)}`]),
  ];
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

/** What an inbound rule of a security group allows. */
export function ruleFact(rule: SecurityGroupRule): string {
  return `A security group allows ${formatTraffic(rule.traffic)} from ${rule.peer.text}${labelBehind(rule)}`;
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
  const block = formatPrefix(destination);
  if (isLinked(target)) return `${block} goes to ${shortName(target.id)}`;
  if (target.kind === 'blackhole') return `packets to ${block} are dropped`;
  if (target.kind === 'unknown')
    return `${block} goes to an unknown target${target.unknown.reason === undefined ? '' : `: ${target.unknown.reason}`}`;
  return `${block} goes to ${target.kind === 'missing' ? `${target.text}, which does not exist` : 'local'}`;
}
