// VPN connections and Direct Connect links: private addresses only, in both directions.
// Source: Amazon VPC User Guide, "NAT gateway basics" and "How route priority works"; Reachability Analyzer guide, VGW codes.
import type { Address, Prefix } from '#language/network/address.ts';
import { attachmentOf, originOf, type SiteLink, type TransitGateway, tableOf } from '#language/network/connectors.ts';
import type { Outside } from '#language/network/outside.ts';
import { compareOrigins, routeTo } from '#language/network/route-priority.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome } from '#language/trace/location.ts';

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
  const best = bestRemote(journal, links, packet.destination);
  if (best === undefined) {
    const first = links[0];
    if (first !== undefined)
      journal.block('drop', first, packet, 'NO_SITE_ROUTE', () => ({
        kind: 'site-link',
        link: first,
        result: 'no-owner',
        destination: packet.destination,
        decidedBy: first.id,
      }));
    return LOST;
  }
  const { link, outside } = best;
  journal.pass('forward', link, packet, () => ({
    kind: 'site-link',
    link,
    result: 'to-site',
    outside,
    decidedBy: link.id,
  }));
  return end({ kind: 'arrived-outside', packet, outside, answerFrom: { kind: 'site', link } });
}

/** From the other site into AWS: into the VPC of its virtual private gateway, or into the transit gateway that attaches it. */
export function enterBySiteLink(journal: Journal, link: SiteLink, packet: Packet): Outcome {
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

/** The connection by which an external host sends to an address that is announced over it. `undefined`: over the internet. */
export function siteLinkBetween(journal: Journal, source: Address, destination: Address): SiteLink | undefined {
  return journal.network.siteLinks
    .filter((link) => link.remotes.some(({ prefixes }) => journal.isIn(prefixes, source)))
    .filter((link) => journal.isIn(announcedOver(journal, link), destination))
    .toSorted((a, b) => compareOrigins(originOf(a), originOf(b)))[0];
}

/** The CIDR blocks that are announced to the site: those of the VPC, or those of the transit gateway's route table. */
function announcedOver(journal: Journal, link: SiteLink): readonly Prefix[] {
  const gateway = gatewayOf(journal, link);
  const attachment = gateway && attachmentOf(gateway, link.id);
  const table = gateway && attachment && tableOf(gateway, attachment);
  const announced =
    table?.routes.filter(({ destination, target }) => destination.length > 0 && target.kind === 'attachment') ?? [];
  return [...(link.vpc?.prefixes ?? []), ...announced.map(({ destination }) => destination)];
}

function gatewayOf({ network }: Journal, link: SiteLink): TransitGateway | undefined {
  if (link.vpc !== undefined) return undefined;
  return network.transitGateways.find((gateway) => attachmentOf(gateway, link.id) !== undefined);
}

/** Of several connections to the destination: the longest prefix, then Direct Connect before static before BGP routes. */
function bestRemote(
  journal: Journal,
  links: readonly SiteLink[],
  address: Address,
): { readonly link: SiteLink; readonly outside: Outside } | undefined {
  const announced = links.flatMap((link) =>
    link.remotes.flatMap((outside) =>
      outside.prefixes.map((destination) => ({ destination, origin: originOf(link), link, outside })),
    ),
  );
  for (const link of links) for (const { prefixes } of link.remotes) journal.isIn(prefixes, address);
  return routeTo(announced, address);
}
