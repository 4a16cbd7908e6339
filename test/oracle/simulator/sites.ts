// VPNs and Direct Connect (13C): what a site announces, who lives there, and by which of its lines it sends.
import { type Address, contains, type Prefix, sameAddress } from '#language/network/address.ts';
import type { SiteLink, TransitAttachment, TransitGateway } from '#language/network/connectors.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import { acrossInternet, isOfAccount, isPrivate, outsideAt } from './gateways.ts';
import type { Flight } from './header.ts';
import { fromOverlay, outOfMachine, overlayOf } from './overlays.ts';
import { deliverLocally, leadsBy } from './routes.ts';
import { dropped, type End, finish, go, type Next, passing, privateOwner, type World } from './world.ts';

const INTERNET = entityId('internet');

/** A packet that goes out by one of these lines: all that end at the same gateway. */
export function atSite(world: World, links: readonly SiteLink[], flight: Flight): Next {
  const { header } = flight;
  const [first] = links;
  if (first === undefined) return { kind: 'unknown', why: 'no line' };
  const link = best(links, (one) => longest(one.announced, flight));
  if (link === undefined) return dropped(first.id, 'NO_POSSIBLE_DESTINATION');
  passing(world, link.id);
  const id = outsideAt(world, header.destination)?.id ?? INTERNET;
  if (hasAddress(link, header.destination, 1)) return finish({ kind: 'outside', id, header, link });
  // A network 0.0.0.0/0 is everybody, but nobody who has an address of this account or of an API.
  const isOfAws = world.network.apiGateways.some(
    ({ address }) => address !== undefined && sameAddress(address, header.destination),
  );
  if (hasAddress(link, header.destination, 0) && !isOfAccount(world, header.destination) && !isOfAws)
    return finish({ kind: 'outside', id, header, link });
  // The site announces it without having it: no text says where it goes from there.
  return { kind: 'unknown', why: 'what a site does with what it announces and does not have' };
}

/** Whether a block at the other end, of at least this length, has the address. */
function hasAddress({ remotes }: SiteLink, address: Address, length: 0 | 1): boolean {
  return remotes.some(({ prefixes }) => prefixes.some((prefix) => prefix.length >= length && contains(prefix, address)));
}

/** The first packet of an external sender: through the machine before its network, by a line of its site if one has learned the destination, else over the internet. */
export function fromOutside(world: World, sender: EntityId, flight: Flight): Next {
  const { source } = flight.header;
  const overlay = overlayOf(world, sender, source);
  if (overlay !== undefined) return fromOverlay(world, overlay, flight);
  const own = world.network.siteLinks.filter((link) => isAt(link, sender, source));
  const line = lineTo(world, own, flight);
  if (line === undefined && mayBeBehindInstance(world, sender, source)) {
    return { kind: 'unknown', why: 'what is behind an instance' };
  }
  return line === undefined ? acrossInternet(world, flight) : overLine(world, line, flight);
}

/** A network with private addresses, to which a route leads by an instance, and no line. */
function mayBeBehindInstance(world: World, sender: EntityId, source: Address): boolean {
  if (sender === INTERNET || !isPrivate(source)) return false;
  return !world.network.siteLinks.some((link) => isAt(link, sender, source)) && leadsBy(world, undefined, source);
}

/** Whether somebody outside is at the other end: by his name, or by his address if he has a name. Everybody is in `0.0.0.0/0`. */
function isAt(link: SiteLink, who: EntityId, address: Address): boolean {
  return link.remotes.some(({ id }) => id === who) || (who !== INTERNET && hasAddress(link, address, 1));
}

/**
 * The answer of somebody outside. Whoever is at a site answers by what the site has learned, not by the line of the question, unless it
 * has learned nothing.
 */
export function answerFromOutside(world: World, { id, link, through }: Extract<End, { kind: 'outside' }>, flight: Flight): Next {
  if (through !== undefined) return outOfMachine(world, through, flight);
  if (link === undefined) return fromOutside(world, id, flight);
  const own = world.network.siteLinks.filter((one) => isAt(one, id, flight.header.source));
  const back = lineTo(world, own, flight) ?? link;
  return overLine(world, back, flight);
}

function lineTo(world: World, links: readonly SiteLink[], flight: Flight): SiteLink | undefined {
  return best(links, (link) => longest(learnedBy(world, link), flight));
}

/** The line with the longest prefix; of equally long ones Direct Connect before VPN, static before BGP (2C.3, 13.14). */
function best(links: readonly SiteLink[], lengthOf: (link: SiteLink) => number | undefined): SiteLink | undefined {
  return links
    .flatMap((link) => {
      const length = lengthOf(link);
      return length === undefined ? [] : [{ link, length }];
    })
    .sort((a, b) => b.length - a.length || rankOf(a.link) - rankOf(b.link))[0]?.link;
}

function rankOf({ kind, routing }: SiteLink): number {
  if (kind === 'direct-connect') return 0;
  return routing === 'static' ? 1 : 2;
}

function longest(blocks: readonly Prefix[], { header: { destination } }: Flight): number | undefined {
  const lengths = blocks.filter((block) => contains(block, destination)).map(({ length }) => length);
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}

/**
 * The blocks of AWS that the site learns on a line: those of the VPC, or the routes of the table that its attachment is associated with.
 * Nobody sends what he has an internet line of his own for round by AWS: a default route is not learned.
 */
function learnedBy(world: World, link: SiteLink): readonly Prefix[] {
  if (link.vpc !== undefined) return link.vpc.prefixes;
  return attachmentsOf(world, link).flatMap(({ gateway: { routeTables }, by: { association } }) =>
    (routeTables.find(({ id }) => id === association)?.routes ?? [])
      .filter(({ destination, target }) => destination.length > 0 && target.kind === 'attachment')
      .map(({ destination }) => destination),
  );
}

/** From the other end of a line into AWS. */
function overLine(world: World, link: SiteLink, flight: Flight): Next {
  const { vpc } = link;
  passing(world, link.id);
  if (vpc !== undefined) {
    // 13.24: private addresses of interfaces only.
    return privateOwner(world, vpc, flight.header.destination) === undefined
      ? dropped(link.id, 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS')
      : deliverLocally(world, vpc, undefined, flight);
  }
  const [attached] = attachmentsOf(world, link);
  return attached === undefined
    ? dropped(link.id, 'NO_POSSIBLE_DESTINATION')
    : go({ kind: 'transit', ...attached, az: undefined }, flight);
}

function attachmentsOf(
  { network }: World,
  link: SiteLink,
): readonly { readonly gateway: TransitGateway; readonly by: TransitAttachment }[] {
  return network.transitGateways.flatMap((gateway) => {
    const by = gateway.attachments.find(({ resource }) => resource === link.id);
    return by === undefined ? [] : [{ gateway, by }];
  });
}
