// The hover of a route, a rule or a listener: what it decides, and for which resources.
import { formatPrefix } from '#language/network/address.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import type { PrivateZone } from '#language/network/dns.ts';
import { type AclEntry, isOfLine, type NetworkAcl, type SecurityGroup } from '#language/network/filters.ts';
import { type EntityId, ownerOf, shortName } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import {
  conditionText,
  type ForwardAction,
  type ListenerAction,
  type ListenerRule,
  type LoadBalancer,
  type WeightedGroup,
  weightedText,
} from '#language/network/load-balancer.ts';
import type { Entity } from '#language/network/network.ts';
import type { Route } from '#language/network/route-table.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { Compiled } from '#language/workspace.ts';
import { transitPart } from './connector-particulars.ts';
import { firewallRule } from './firewall-markdown.ts';
import { blocks, escaped, labelMarkdown, linked, reasonMarkdown } from './markdown.ts';
import { targetsText } from './targets-markdown.ts';

/** The hover of a part; `undefined` if it is incomplete. */
export function partMarkdown(compiled: Compiled, id: EntityId): string | undefined {
  const owner = compiled.network.byId.get(ownerOf(id));
  return (owner && partOf(compiled, owner, id)) ?? transitPart(compiled, id);
}

function partOf(compiled: Compiled, owner: Entity, id: EntityId): string | undefined {
  if (resourceIn(owner, 'workload')) return undefined;
  switch (owner.kind) {
    case 'security-group':
      return groupRule(compiled, owner, id);
    case 'network-acl':
      return aclEntry(compiled, owner, id);
    case 'endpoint':
      return owner.policy && firewallRule(owner.policy, id);
    case 'subnet':
      return routeMarkdown(compiled, owner.routeTable.routes, id, ` from ${escaped(owner.name)}`);
    case 'route-table':
      return routeMarkdown(compiled, owner.routes, id, '');
    case 'regional-nat':
      return routeMarkdown(compiled, owner.routeTable.routes, id, ` from ${escaped(owner.name)}`);
    case 'igw':
    case 'egress-igw':
      return routeMarkdown(compiled, owner.routeTable?.routes ?? [], id, ' from the internet');
    case 'alb':
    case 'nlb':
    case 'clb':
    case 'gwlb':
      return listenerText(compiled, owner, id);
    case 'client-vpn':
      return clientVpnPart(owner, id);
    case 'private-zone':
      return recordMarkdown(owner, id);
    case 'resolver-rule':
    case 'resolver-endpoint':
    case 'internet':
    case 'host':
    case 'network':
    case 'vpc':
    case 'nat':
    case 'kubernetes-service':
    case 'peering':
    case 'transit-gateway':
    case 'vpn':
    case 'direct-connect':
    case 'prefix-list':
    case 'target-group':
    case 'api-gateway':
    case 'flow':
    case 'view':
      return undefined;
  }
}

function recordMarkdown({ records, vpcs }: PrivateZone, id: EntityId): string | undefined {
  const record = records.find((one) => one.id === id);
  if (record === undefined) return undefined;
  const where = vpcs.length === 0 ? 'in no VPC' : `in ${vpcs.map(({ name }) => escaped(name)).join(', ')}`;
  return `**${escaped(record.name)} resolves to ${escaped(record.target.text)}**, ${where}`;
}

function clientVpnPart({ authorizations, routes }: ClientVpn, id: EntityId): string | undefined {
  const rule = authorizations.find((one) => one.id === id);
  if (rule !== undefined) {
    const who = rule.group === undefined ? 'All clients' : `Clients in the group ${escaped(rule.group)}`;
    const others = 'Of several rules, those with the longest prefix decide.';
    return blocks([`**${who} may send packets to ${formatPrefix(rule.destination)}**`, others]);
  }
  const route = routes.find((one) => one.id === id);
  if (route === undefined) return undefined;
  const subnets = route.subnets.map(shortName).map(escaped).join(', ');
  return `**Clients that are connected in ${subnets} may send packets to ${formatPrefix(route.destination)} from there**`;
}

function groupRule({ network, sources }: Compiled, group: SecurityGroup, id: EntityId): string | undefined {
  const rules = group.rules.filter((rule) => isOfLine(rule, id));
  const [first] = rules;
  if (first === undefined) return undefined;
  const owners = [...new Set(network.interfaces.filter((one) => one.securityGroups?.includes(group)).map(({ owner }) => owner))];
  const users = owners.map((owner) => linked(shortName(owner), sources.locate(owner))).join(', ');
  const peers = rules.map(({ peer }) => escaped(peer.text)).join(', ');
  const traffic = escaped(formatTraffic(first.traffic));
  return blocks([
    `**Allows ${traffic} ${first.direction === 'ingress' ? 'in from' : 'out to'} ${peers}**${labelMarkdown(first)}`,
    users === '' ? `No resource uses ${escaped(group.name)}.` : `Applies to ${users}.`,
    'Security groups are stateful: replies need no rule.',
  ]);
}

function aclEntry({ network, sources }: Compiled, acl: NetworkAcl, id: EntityId): string | undefined {
  const entry = acl.entries.find((one) => one.id === id);
  if (entry === undefined) return undefined;
  const subnets = network.subnets.filter(({ networkAcl }) => networkAcl === acl);
  const users = subnets.map((subnet) => linked(subnet.name, sources.locate(subnet.id))).join(', ');
  const earlier = acl.entries.filter(({ direction, number }) => direction === entry.direction && number < entry.number);
  return blocks([
    `**${entry.action === 'allow' ? 'Allows' : 'Denies'} ${escaped(formatTraffic(entry.traffic))} ${peersOf(entry)}**${labelMarkdown(entry)}`,
    earlier.length === 0
      ? 'Evaluated first.'
      : `Evaluated after ${earlier.map(({ number }) => number).join(', ')}; the first match decides.`,
    users === '' ? 'No subnet uses this network ACL.' : `Applies to ${users}.`,
    'Network ACLs are stateless: replies need a rule in the other direction.',
  ]);
}

function peersOf({ direction, prefixes }: AclEntry): string {
  const from = direction === 'inbound' ? 'into the subnet from' : 'out of the subnet to';
  return `${from} ${prefixes.some(({ length }) => length === 0) ? 'anywhere' : prefixes.map(formatPrefix).join(', ')}`;
}

function routeMarkdown({ network, sources }: Compiled, routes: readonly Route[], id: EntityId, from: string): string | undefined {
  const route = routes.find((one) => one.id === id);
  if (route === undefined) return undefined;
  const { destination, target } = route;
  const block = formatPrefix(destination);
  const label = labelMarkdown(route);
  const everything =
    destination.length === 0
      ? `All other ${destination.family === 4 ? 'IPv4' : 'IPv6'} packets${from}`
      : `Packets${from} to ${block}`;
  if (target.kind === 'missing')
    return `**${everything} are dropped**: ${escaped(target.text)} is not a valid route target.${label}`;
  if (target.kind === 'blackhole') return `**${everything} are dropped**: the route is a blackhole.${label}`;
  if (target.kind === 'unknown')
    return `**${everything} go to a target that is unknown**${reasonMarkdown(target.unknown)}${label}`;
  if (target.kind === 'local') return undefined;
  const resource = network.byId.get(target.id);
  return blocks([
    `**${everything} go to ${linked(shortName(target.id), sources.locate(target.id))}**${label}`,
    target.kind === 'igw' ? 'This route makes the subnet public.' : undefined,
    target.kind === 'nat' && resource?.kind === 'nat' ? 'It lets connections out, and only their replies in.' : undefined,
  ]);
}

function listenerText(compiled: Compiled, balancer: LoadBalancer, id: EntityId): string | undefined {
  const listener = balancer.listeners.find((one) => one.id === id || one.rules.some((rule) => rule.id === id));
  if (listener === undefined) return undefined;
  const rules = listener.rules.filter((rule) => listener.id === id || rule.id === id);
  return blocks([
    `**${escaped(balancer.name)} listens for ${listener.protocol} connections on port ${listener.port}**`,
    ...rules.map((rule) => `${conditionsText(rule)}${actionText(compiled, rule.action)}`),
  ]);
}

function conditionsText({ conditions }: ListenerRule): string {
  return conditions.length === 0 ? 'Default: ' : `${escaped(conditions.map(conditionText).join(' '))}: `;
}

function actionText(compiled: Compiled, action: ListenerAction): string {
  switch (action.kind) {
    case 'redirect':
      return `redirect to ${action.protocol} ${action.port}`;
    case 'fixed-response':
      return `reply with ${action.code}`;
    case 'forward':
      return `forward to ${action.groups.map((one) => groupText(compiled, action, one)).join('; ')}`;
  }
}

/** The targets of a Classic Load Balancer are in no group with a name. */
function groupText({ network, sources }: Compiled, action: ForwardAction, weighted: WeightedGroup): string {
  const { targetGroup } = weighted;
  const group = network.byId.get(targetGroup);
  const targets = group?.kind === 'target-group' ? targetsText(group) : 'no targets';
  if (network.byId.get(ownerOf(targetGroup))?.kind === 'clb') return targets;
  return `${weightedText(action, weighted, linked(shortName(targetGroup), sources.locate(targetGroup)))}, ${targets}`;
}
