// VPN connections and Direct Connect links: private addresses only, in both directions.
// Source: Amazon VPC User Guide, "NAT gateway basics" and "How route priority works"; Reachability Analyzer guide, VGW codes.
import { type Address, formatAddress, formatPrefix, hostPrefix, type Prefix, WIDTH } from '#language/network/address.ts';
import { attachmentOf, originOf, type SiteLink, type TransitGateway, tableOf } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import { INTERNET, type Outside } from '#language/network/outside.ts';
import type { RouteOrigin } from '#language/network/route-table.ts';
import type { Packet } from '#language/network/traffic.ts';
import { blocksStatement, type Statement } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { includes, union } from '#language/packets/intervals.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Location, move, type Outcome, unknownEnd } from '#language/trace/location.ts';
import { bestRouteOf, oneOf, unknownOwner } from './route-lookup.ts';

/** Out of a VPC by its virtual private gateway, with all connections that end at it. */
export function leaveBySiteLink(journal: Journal, vpc: Vpc, packet: Packet): Outcome {
  if (journal.ownerIn(vpc, packet.source) === undefined) {
    journal.block('drop', vpc, packet, 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS', () => ({
      kind: 'virtual-private-gateway',
      vpc,
      source: packet.source,
      decidedBy: vpc.id,
    }));
    return LOST;
  }
  return arriveAtSite(journal, journal.lookup.siteLinks(vpc), packet);
}

/** Over the connection with the best route, to the network at its other end. */
export function arriveAtSite(journal: Journal, links: readonly SiteLink[], packet: Packet): Outcome {
  const { destination } = packet;
  const best = bestRouteOf(journal, { routes: links.flatMap(announcements) }, destination);
  if (best === undefined) {
    const [doubt] = links.flatMap(({ mayAnnounce }) => mayAnnounce ?? []);
    if (doubt !== undefined) return unknownEnd(doubt);
    const first = links[0];
    if (first !== undefined)
      journal.block('drop', first, packet, 'NO_SITE_ROUTE', () => ({
        kind: 'site-link',
        link: first,
        result: 'no-owner',
        destination,
        decidedBy: first.id,
      }));
    return LOST;
  }
  const { link } = best;
  const rival = links.find((other) => mayAnnounceBetter(other, best));
  if (rival?.mayAnnounce !== undefined) return unknownEnd(rival.mayAnnounce);
  const remotes = link.remotes.flatMap((outside) => outside.prefixes.map((block) => ({ destination: block, outside })));
  const outside = bestRouteOf(journal, { routes: remotes }, destination)?.outside;
  const partly = link.remotes.find(({ unknown }) => unknown);
  if (outside === undefined && partly?.unknown !== undefined)
    return unknownEnd({ statement: blocksStatement(partly.name), unknown: partly.unknown });
  if (outside === undefined) return end({ kind: 'unknown', reason: beyondSite(link, best.destination, destination) });
  if (isOfAccount(journal, destination)) return end({ kind: 'unknown', reason: ownAddress(link, destination) });
  journal.pass('forward', link, packet, () => ({
    kind: 'site-link',
    link,
    result: 'to-site',
    outside,
    decidedBy: link.id,
  }));
  const lines = linesOf(journal, outside.id, destination);
  return end({ kind: 'arrived-outside', packet, outside, answerFrom: { kind: 'site', lines, cameBy: link } });
}

/** What the other end of a connection announces, as routes. */
function announcements(link: SiteLink): readonly Learned[] {
  return link.announced.map((destination) => ({ destination, origin: originOf(link), link }));
}

/** Whether another connection may announce a longer prefix than the best known one, and lead to another place. */
function mayAnnounceBetter({ mayAnnounce, remotes }: SiteLink, { link, destination: { family, length } }: Learned): boolean {
  return mayAnnounce !== undefined && length < WIDTH[family] && remotes.some((remote) => !link.remotes.includes(remote));
}

function beyondSite({ name, remotes }: SiteLink, announced: Prefix, destination: Address): string {
  const networks = remotes.map((one) => one.name).join(', ') || 'no network';
  return `The other end of ${name} announces ${formatPrefix(announced)}, but ${networks} there does not contain ${formatAddress(destination)}: where the packet goes from there is not in the file.`;
}

/** Whether the address is public and this account's, with a resource that has it or without: nobody at a site has it. */
function isOfAccount({ lookup, packetClass }: Journal, address: Address): boolean {
  const set = union(lookup.publics[address.family], addressSetOf(lookup.unused, address.family));
  packetClass?.narrow(address, () => set);
  return includes(set, address.bits);
}

function ownAddress({ name }: SiteLink, address: Address): string {
  return `${formatAddress(address)} belongs to this account, and ${name} leads to a site that announces it: where the packet goes from there is not in the file.`;
}

/** A route that a connection offers. */
interface Learned {
  readonly destination: Prefix;
  readonly origin: RouteOrigin;
  readonly link: SiteLink;
}

/**
 * From a site into AWS, by the best route that the site has learned: the longest prefix, then Direct Connect before static before BGP
 * routes. Without such a route, a reply goes back where the request came from, and a first packet goes over the internet.
 */
export function leaveSite(journal: Journal, { lines, cameBy }: AtSite, packet: Packet): Outcome {
  const routes = lines.flatMap((link) =>
    announcedTo(journal, link).map((destination) => ({ destination, origin: originOf(link), link })),
  );
  const best = bestRouteOf<Learned>(journal, { routes }, packet.destination);
  const better = lines
    .filter((link) => best === undefined || (link !== best.link && best.destination.length < WIDTH[best.destination.family]))
    .flatMap((link) => mayBeAnnouncedTo(journal, link, packet.destination));
  const [first] = lines;
  const { route } = oneOf(journal, first?.id ?? INTERNET, best === undefined ? [] : [best], better, (one) => one.link.id);
  const link = route?.link ?? cameBy;
  return link === undefined ? move(packet, { kind: 'outside' }) : enterBySiteLink(journal, link, packet);
}

/** At a site. `cameBy`: the connection by which the request came, if the packet is a reply. */
type AtSite = Extract<Location, { kind: 'site' }>;

/**
 * The connections of the site at which an external end is: those that name it, or a network that contains it. Nobody is at a site
 * because it announces a default route; `internet` is at none.
 */
export function linesOf(journal: Journal, end: EntityId, address: Address): readonly SiteLink[] {
  const resource = journal.network.byId.get(end);
  const isNamed = resource?.kind === 'host' || resource?.kind === 'network';
  const isThere = ({ id, prefixes }: Outside): boolean => {
    const blocks = prefixes.filter(({ length }) => length > 0);
    return id === end || (isNamed && journal.isIn(blocks, address));
  };
  return journal.network.siteLinks.filter(({ remotes }) => remotes.some(isThere));
}

/** From the other site into AWS: into the VPC of its virtual private gateway, or into the transit gateway that attaches it. */
function enterBySiteLink(journal: Journal, link: SiteLink, packet: Packet): Outcome {
  const gateway = gatewayOf(journal, link);
  if (gateway !== undefined) {
    journal.pass('forward', link, packet, () => ({
      kind: 'site-link',
      link,
      result: 'to-transit-gateway',
      gateway,
      decidedBy: link.id,
    }));
    const attachment = attachmentOf(gateway, link.id);
    return attachment === undefined ? LOST : move(packet, { kind: 'transit', gateway, attachment, az: undefined });
  }
  const owned = link.vpc && journal.ownerIn(link.vpc, packet.destination);
  const owner = link.vpc && owned === undefined ? unknownOwner(journal, link.vpc, packet.destination) : undefined;
  if (owner !== undefined) return owner;
  if (owned === undefined) {
    journal.block('drop', link, packet, 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', () => ({
      kind: 'site-link',
      link,
      result: 'not-in-vpc',
      vpc: link.vpc,
      destination: packet.destination,
      decidedBy: link.id,
    }));
    return LOST;
  }
  journal.pass('forward', link, packet, () => ({
    kind: 'site-link',
    link,
    result: 'to-vpc',
    vpc: link.vpc,
    decidedBy: link.id,
  }));
  return move(packet, { kind: 'arriving', interface: owned.interface, crossing: true });
}

/** The CIDR blocks that AWS announces to the site: those of the VPC, or those of the transit gateway's route table. */
function announcedTo(journal: Journal, link: SiteLink): readonly Prefix[] {
  const gateway = gatewayOf(journal, link);
  const attachment = gateway && attachmentOf(gateway, link.id);
  const table = gateway && attachment && tableOf(gateway, attachment);
  const announced =
    table?.routes.filter(({ destination, target }) => destination.length > 0 && target.kind === 'attachment') ?? [];
  return [...(link.vpc?.prefixes ?? []), ...announced.map(({ destination }) => destination)];
}

/** Routes that the site may learn over the connection as well: to blocks that the text does not know. */
function mayBeAnnouncedTo(journal: Journal, link: SiteLink, address: Address): readonly (Learned & Statement)[] {
  const gateway = gatewayOf(journal, link);
  const attachment = gateway && attachmentOf(gateway, link.id);
  const { uncertain = [] } = (gateway && attachment && tableOf(gateway, attachment)) ?? {};
  const statements = [
    ...(link.vpc?.unknown === undefined ? [] : [{ statement: blocksStatement(link.vpc.name), unknown: link.vpc.unknown }]),
    ...uncertain.filter(({ target }) => target.kind === 'attachment'),
  ];
  return statements.map(({ statement, unknown }) => ({
    statement,
    unknown,
    destination: hostPrefix(address),
    origin: originOf(link),
    link,
  }));
}

function gatewayOf({ network }: Journal, link: SiteLink): TransitGateway | undefined {
  if (link.vpc !== undefined) return undefined;
  return network.transitGateways.find((gateway) => attachmentOf(gateway, link.id) !== undefined);
}
