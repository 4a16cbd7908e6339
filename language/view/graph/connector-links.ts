// A network → the links through what connects VPCs: peerings, transit gateways, VPNs and Direct Connect.
import { formatPrefix, overlaps } from '#language/network/address.ts';
import type { Peering, SiteLink, TransitAttachment, TransitGateway, TransitRoute } from '#language/network/connectors.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import { leadsTo, type Route } from '#language/network/route-table.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { ruleFact } from './facts.ts';
import { leadsOut } from './gateway-of.ts';
import type { Link } from './link.ts';
import { lines, listed } from './texts.ts';

/** Links between VPCs are lines without arrowheads. Links to and from the outside have one. */
export function connectorLinks(network: Network): readonly Link[] {
  return [
    ...network.peerings.flatMap((one) => peeringLinks(network, one)),
    ...network.transitGateways.flatMap((one) =>
      one.attachments.flatMap((attachment) => attachmentLinks(network, one, attachment)),
    ),
    ...network.siteLinks.flatMap((one) => siteLinks(network, one)),
    ...network.outside.flatMap((one) => behindLinks(network, one)),
  ];
}

function peeringLinks(network: Network, { id, vpcs }: Peering): readonly Link[] {
  return vpcs.map((vpc) => connection(id, vpc.id, id, routeFacts(network, vpc.id, id)));
}

function connection(from: EntityId, to: EntityId, madeBy: EntityId, facts: readonly string[]): Link {
  return { from, to, role: 'internal', isTwoWay: true, madeBy, facts };
}

/** From an instance to the network behind it, with the routes that lead there. */
function behindLinks(network: Network, { id, behind, prefixes }: Outside): readonly Link[] {
  const instance = behind === undefined ? undefined : network.byId.get(behind);
  if (behind === undefined || instance === undefined) return [];
  const isForIt = ({ destination }: Route): boolean => prefixes.some((prefix) => overlaps(prefix, destination));
  const facts = network.subnets.flatMap(({ name, routeTable }) =>
    routeTable.routes
      .filter((route) => leadsTo(route, behind) && isForIt(route))
      .map(({ destination }) => `Route ${formatPrefix(destination)} of ${name}`),
  );
  return [connection(behind, id, id, facts)];
}

/** The routes of a VPC's subnets that lead to a connector. */
function routeFacts({ subnets }: Network, vpc: EntityId, connector: EntityId): readonly string[] {
  return subnets
    .filter((subnet) => subnet.vpc.id === vpc)
    .flatMap(({ name, routeTable }) =>
      routeTable.routes
        .filter((route) => leadsTo(route, connector))
        .map(({ destination }) => `Route ${formatPrefix(destination)} of ${name}`),
    );
}

function attachmentLinks(network: Network, gateway: TransitGateway, attachment: TransitAttachment): readonly Link[] {
  const { id } = gateway;
  const { resource, type } = attachment;
  const routes = routesTo(gateway, attachment);
  const facts = routes.map(({ destination }) => `Route ${formatPrefix(destination)} of ${gateway.name}`);
  if (type === 'vpc') {
    if (routes.some(({ destination }) => leadsOut(destination)))
      return [{ from: id, to: resource, role: 'egress', madeBy: routes[0]?.id ?? attachment.id, facts }];
    if (sendsOut(network, resource, id)) return [];
    return [connection(id, resource, attachment.id, [...facts, ...routeFacts(network, resource, id)])];
  }
  // Both ends of a peering between transit gateways may name it: one line is enough.
  if (type === 'transit-gateway')
    return [id < resource ? connection(id, resource, attachment.id, facts) : connection(resource, id, attachment.id, facts)];
  return [
    ...(routes.length > 0
      ? [{ from: id, to: resource, role: 'egress' as const, madeBy: routes[0]?.id ?? attachment.id, facts }]
      : []),
    ...(attachment.association === undefined
      ? []
      : [{ from: resource, to: id, role: 'ingress' as const, madeBy: attachment.id, facts: [] }]),
  ];
}

/** Whether subnets of the VPC have their way out here: those links already show the connection. */
function sendsOut({ subnets }: Network, vpc: EntityId, gateway: EntityId): boolean {
  return subnets.some(
    (subnet) =>
      subnet.vpc.id === vpc && subnet.routeTable.routes.some((route) => leadsTo(route, gateway) && leadsOut(route.destination)),
  );
}

function routesTo({ routeTables }: TransitGateway, { id }: TransitAttachment): readonly TransitRoute[] {
  return routeTables
    .flatMap(({ routes }) => routes)
    .filter(({ target }) => target.kind === 'attachment' && target.attachment === id);
}

/** Out to the remote end if a route leads there, in from there if a rule allows it. */
function siteLinks(network: Network, link: SiteLink): readonly Link[] {
  const entries = link.vpc === undefined ? [] : entriesFrom(network, link);
  const attachments = network.transitGateways.flatMap((gateway) =>
    gateway.attachments.filter(({ resource }) => resource === link.id).map((attachment) => ({ gateway, attachment })),
  );
  const isWayOut =
    network.subnets.some(({ routeTable }) => routeTable.routes.some((route) => leadsTo(route, link.id))) ||
    attachments.some(({ gateway, attachment }) => routesTo(gateway, attachment).length > 0);
  const isWayIn = entries.length > 0 || attachments.some(({ attachment }) => attachment.association !== undefined);
  return [
    ...entries,
    ...link.remotes.flatMap(({ id }): readonly Link[] => [
      ...(isWayOut ? [{ from: link.id, to: id, role: 'egress' as const, madeBy: link.id, facts: [] }] : []),
      ...(isWayIn ? [{ from: id, to: link.id, role: 'ingress' as const, madeBy: link.id, facts: [] }] : []),
      ...(isWayIn || isWayOut ? [] : [connection(link.id, id, link.id, [])]),
    ]),
  ];
}

/** What in the VPC allows traffic from the remote end, if its subnet has a return route. */
function entriesFrom(network: Network, { id, vpc, remotes }: SiteLink): readonly Link[] {
  const blocks = remotes.flatMap(({ prefixes }) => prefixes);
  const returning = new Set(
    network.subnets.filter((one) => one.vpc === vpc && one.routeTable.routes.some((route) => leadsTo(route, id))),
  );
  const interfaces = network.interfaces
    .filter(({ subnet }) => returning.has(subnet))
    .filter(({ owner }) => acceptsPackets(network, owner));
  const alike = groupBy(interfaces, ({ securityGroups = [] }) => securityGroups.map((group) => group.id).join(' '));
  const entries = [...alike.values()].flatMap((same): readonly (readonly [Interface, Link])[] => {
    const rules = admitting(same[0]?.securityGroups ?? [], blocks);
    const label = listed([...new Set(rules.map(({ traffic }) => formatTraffic(traffic)))]);
    const facts = lines([...new Set(rules.map(ruleFact))]);
    const [rule] = rules;
    if (rule === undefined) return [];
    return same.map((one) => [one, { from: id, to: one.owner, role: 'ingress', label, madeBy: rule.id, facts }]);
  });
  const links = new Map(entries);
  return interfaces.flatMap((one) => links.get(one) ?? []);
}

/** Whether a security group decides what the resource accepts. Clients of a VPN and outbound resolver endpoints accept nothing. */
function acceptsPackets({ byId }: Network, owner: EntityId): boolean {
  const resource = byId.get(owner);
  return resource?.kind !== 'client-vpn' && !(resource?.kind === 'resolver-endpoint' && resource.direction === 'outbound');
}

/** The rules that name the remote end. Rules that allow all addresses do not count. */
function admitting(groups: readonly SecurityGroup[], blocks: SiteLink['remotes'][number]['prefixes']) {
  return groups
    .flatMap(({ rules }) => rules)
    .filter(
      ({ direction, peer }) =>
        direction === 'ingress' &&
        peer.kind === 'prefixes' &&
        peer.prefixes.some((prefix) => prefix.length > 0 && blocks.some((block) => overlaps(block, prefix))),
    );
}
