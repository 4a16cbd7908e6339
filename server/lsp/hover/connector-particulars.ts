// Tables in the hovers of gateways, peering connections and other resources that connect networks: routes, attachments, CIDR blocks, users.
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import {
  attachmentOf,
  otherAnnouncements,
  type Peering,
  type SiteLink,
  type TransitAttachment,
  type TransitGateway,
  type TransitRoute,
  type TransitRouteTable,
  tableOf,
} from '#language/network/connectors.ts';
import type { PrefixList } from '#language/network/filters.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { leadsTo, type RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { inspectsPackets, type VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { KubernetesService } from '#language/network/workload.ts';
import type { Compiled } from '#language/workspace.ts';
import { routeLink } from './internet-access.ts';
import { blocks, escaped, labelMarkdown, linked, list, reasonMarkdown, table } from './markdown.ts';

/** The routes of a route table; the empty text if there are none. */
export function routesTable({ sources }: Compiled, { routes }: Pick<RouteTable, 'routes'>): string {
  if (routes.length === 0) return '';
  const rows = routes.map((route) => [`\`${formatPrefix(route.destination)}\``, routeLink(sources, route)]);
  return table(['destination', 'route'], rows);
}

/** The subnets that have a route to the resource. */
export function subnetsRoutingTo({ network, sources }: Compiled, id: EntityId): string {
  const subnets = network.subnets.filter(({ routeTable }) => routeTable.routes.some((route) => leadsTo(route, id)));
  if (subnets.length === 0) return 'No subnet has a route to it.';
  return `Subnets with a route to it: ${subnets.map((subnet) => linked(subnet.name, sources.locate(subnet.id))).join(', ')}.`;
}

/** Both VPCs, each with its routes to the peering connection. */
export function peeringTable({ network, sources }: Compiled, { id, vpcs }: Peering): string {
  const rows = vpcs.map((vpc) => [
    linked(vpc.name, sources.locate(vpc.id)),
    vpc.prefixes.map(formatPrefix).join(', '),
    routesOver(
      sources,
      network.subnets.filter((subnet) => subnet.vpc === vpc),
      id,
    ),
  ]);
  return rows.length === 0 ? '' : table(['VPC', 'CIDR blocks', 'routes to the other VPC'], rows);
}

function routesOver(sources: Compiled['sources'], subnets: readonly Subnet[], id: EntityId): string {
  const found = subnets.flatMap(({ name, routeTable }) =>
    routeTable.routes
      .filter((route) => leadsTo(route, id))
      .map((route) => `${escaped(name)}: ${linked(formatPrefix(route.destination), sources.locate(route.id))}`),
  );
  return found.length === 0 ? 'none' : found.join(', ');
}

/** The attachments, then every route table. */
export function transitParticulars(compiled: Compiled, gateway: TransitGateway): readonly string[] {
  const { sources } = compiled;
  const rows = gateway.attachments.map((attachment) => [
    linked(shortName(attachment.resource), sources.locate(attachment.id)),
    attachment.subnets.map(({ id, name }) => linked(name, sources.locate(id))).join(', '),
    associationText(compiled, gateway, attachment),
  ]);
  return [
    rows.length === 0 ? 'It has no attachments.' : table(['attachment', 'subnets', 'associated route table'], rows),
    ...usedTables(gateway).map((own) =>
      blocks([`Route table ${linked(own.name, sources.locate(own.id))}:`, transitTable(compiled, own)]),
    ),
  ];
}

/** The route tables, without the default one if it is not used. */
function usedTables({ routeTables, attachments }: TransitGateway): readonly TransitRouteTable[] {
  const isUsed = ({ id, routes }: TransitRouteTable) => routes.length > 0 || attachments.some((one) => one.association === id);
  return routeTables.filter((own) => !own.isDefault || isUsed(own));
}

function associationText({ sources }: Compiled, gateway: TransitGateway, attachment: TransitAttachment): string {
  const own = tableOf(gateway, attachment);
  const mode = attachment.applianceMode ? ', appliance mode' : '';
  return `${own === undefined ? 'none: packets are dropped' : linked(own.name, sources.locate(own.id))}${mode}`;
}

/** The hover of one route table of a transit gateway. */
export function transitTableMarkdown(compiled: Compiled, id: EntityId, documentation: string | undefined): string | undefined {
  for (const gateway of compiled.network.transitGateways) {
    const own = gateway.routeTables.find((one) => one.id === id);
    if (own === undefined) continue;
    const users = gateway.attachments.filter(({ association }) => association === id);
    const names = users.map((one) => linked(shortName(one.resource), compiled.sources.locate(one.id)));
    return blocks([
      `**Route table ${escaped(own.name)} of ${escaped(gateway.name)}**`,
      documentation,
      transitTable(compiled, own),
      names.length === 0 ? 'No attachment is associated with it.' : `Associated attachments: ${names.join(', ')}.`,
    ]);
  }
  return undefined;
}

function transitTable({ network, sources }: Compiled, { routes }: TransitRouteTable): string {
  if (routes.length === 0) return 'No routes: packets are dropped.';
  const resources = new Map(
    network.transitGateways.flatMap(({ attachments }) => attachments.map(({ id, resource }) => [id, shortName(resource)])),
  );
  const rows = routes.map((route) => [
    `\`${formatPrefix(route.destination)}\``,
    `${linked(targetName(route, resources), sources.locate(route.id))}${labelMarkdown(route)}`,
    ORIGIN_WORDS[route.origin],
  ]);
  return table(['destination', 'target', 'type'], rows);
}

function targetName({ target }: TransitRoute, resources: ReadonlyMap<EntityId, string>): string {
  return target.kind === 'attachment' ? (resources.get(target.attachment) ?? 'nothing') : target.kind;
}

const ORIGIN_WORDS: Readonly<Record<TransitRoute['origin'], string>> = {
  static: 'static',
  'prefix-list': 'static, from a prefix list',
  vpc: 'propagated',
  'direct-connect': 'propagated',
  vpn: 'propagated',
};

/** The hover of an attachment of a transit gateway, or of a route of one of its route tables. */
export function transitPart(compiled: Compiled, id: EntityId): string | undefined {
  const { network, sources } = compiled;
  for (const gateway of network.transitGateways) {
    const attachment = gateway.attachments.find((one) => one.id === id);
    if (attachment !== undefined) return attachmentText(compiled, gateway, attachment);
    for (const own of gateway.routeTables) {
      const route = own.routes.find((one) => one.id === id);
      if (route === undefined) continue;
      const { target } = route;
      const to = target.kind === 'attachment' ? gateway.attachments.find((one) => one.id === target.attachment) : undefined;
      const where =
        target.kind === 'unknown'
          ? `go to a target that is unknown${reasonMarkdown(target.unknown)}`
          : to === undefined
            ? 'are dropped'
            : `go to ${linked(shortName(to.resource), sources.locate(to.resource))}`;
      return `**Packets to ${formatPrefix(route.destination)} ${where}** if they come from an attachment associated with ${escaped(own.name)}.${labelMarkdown(route)}`;
    }
  }
  return undefined;
}

function attachmentText(compiled: Compiled, gateway: TransitGateway, attachment: TransitAttachment): string {
  const { sources } = compiled;
  const { resource, subnets } = attachment;
  const names = subnets.map(({ id, name }) => linked(name, sources.locate(id))).join(', ');
  return blocks([
    `**${escaped(gateway.name)} attaches ${linked(shortName(resource), sources.locate(resource))}**`,
    names === ''
      ? undefined
      : `It has an interface in ${names}. Only resources in the Availability Zones of these subnets can send to it.`,
    `Associated route table: ${associationText(compiled, gateway, attachment)}.`,
  ]);
}

/** Its CIDR blocks, and the security groups whose rules reference it. */
export function prefixListParticulars({ network, sources }: Compiled, { id, prefixes, unknown }: PrefixList): readonly string[] {
  const groups = network.securityGroups.filter(({ rules }) =>
    rules.some(({ peer }) => peer.kind === 'prefixes' && peer.resource === id),
  );
  return [
    list(prefixes.map((prefix) => `\`${formatPrefix(prefix)}\``)),
    ...(unknown === undefined
      ? []
      : [`${prefixes.length === 0 ? 'Its' : 'Further'} blocks are unknown${reasonMarkdown(unknown)}.`]),
    groups.length === 0
      ? 'No security group rule references it.'
      : `Referenced by rules of ${groups.map((one) => linked(one.name, sources.locate(one.id))).join(', ')}.`,
  ];
}

/** The subnets with a route to the endpoint, if it is a route target. */
export function endpointParticulars(compiled: Compiled, endpoint: VpcEndpoint): readonly string[] {
  return endpoint.type === 'gateway' || inspectsPackets(endpoint) ? [subnetsRoutingTo(compiled, endpoint.id)] : [];
}

/** The networks at the other end, and the subnets or transit gateways that use it. */
export function siteLinkParticulars(compiled: Compiled, link: SiteLink): readonly string[] {
  const { network, sources } = compiled;
  const { id, remotes, vpc } = link;
  const others = otherAnnouncements(link).map((block) => `\`${formatPrefix(block)}\``);
  const rows = remotes.map((one) => [
    linked(one.label ?? one.name, sources.locate(one.id)),
    one.prefixes.map(formatPrefix).join(', '),
  ]);
  const gateways = network.transitGateways.filter((gateway) => attachmentOf(gateway, id) !== undefined);
  const attached = gateways.map((one) => linked(one.name, sources.locate(one.id))).join(', ');
  return [
    rows.length === 0 ? 'It has no remote networks.' : table(['remote network', 'CIDR blocks'], rows),
    ...(others.length === 0 ? [] : [`The other end announces ${others.join(', ')}.`]),
    ...(vpc === undefined
      ? [attached === '' ? 'It is not attached to a transit gateway.' : `Attached to ${attached}.`]
      : [subnetsRoutingTo(compiled, id)]),
  ];
}

/** The pods with their addresses. */
export function podsTable({ network, sources }: Compiled, { pods }: KubernetesService): string {
  if (pods.length === 0) return 'It has no pods.';
  const rows = pods.map(({ pod, port }) => {
    const resource = network.byId.get(pod);
    const own = resource?.kind === 'pod' ? resource : undefined;
    const address = own?.interfaces[0]?.addresses[0]?.private;
    return [
      linked(shortName(pod), sources.locate(pod)),
      address === undefined ? '' : `\`${formatAddress(address)}\``,
      `${port}`,
      own?.node === undefined ? '' : linked(shortName(own.node), sources.locate(own.node)),
    ];
  });
  return table(['pod', 'address', 'port', 'node'], rows);
}
