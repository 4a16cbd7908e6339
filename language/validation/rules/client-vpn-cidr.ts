import { formatPrefix, overlaps, type Prefix } from '#language/network/address.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The client CIDR block of a Client VPN endpoint is missing, has the wrong size, or overlaps with a block that clients call.
 *
 * AWS takes IPv4 blocks from /12 to /22. They must not overlap with the CIDR blocks of the VPC, nor with the routes of the endpoint to
 * other networks.
 *
 * Source: AWS Client VPN Administrator Guide, "Rules and best practices for using AWS Client VPN".
 */
export const clientVpnCidr: Rule = { code: 'client-vpn-cidr', severity: 'error', check };

const LONGEST = 22;
const SHORTEST = 12;

function* check({ clientVpns }: Network): Iterable<Remark> {
  for (const vpn of clientVpns) {
    const message = vpn.clients === undefined ? missing(vpn) : wrong(vpn, vpn.clients);
    if (message !== undefined) yield { subject: vpn.id, aspect: { of: 'prefix' }, message };
  }
}

function missing({ name }: ClientVpn): string {
  return `${name} has no CIDR block for its clients: write one after the name, such as 10.100.0.0/22.`;
}

function wrong({ name, vpc, routes }: ClientVpn, clients: Prefix): string | undefined {
  const block = formatPrefix(clients);
  if (clients.family === 6 || clients.length > LONGEST || clients.length < SHORTEST)
    return `${block} cannot be the client CIDR block of ${name}: AWS takes IPv4 blocks from /${SHORTEST} to /${LONGEST}.`;
  const own = vpc.prefixes.find((prefix) => overlaps(prefix, clients));
  if (own !== undefined) return `${block} overlaps with ${formatPrefix(own)} of ${vpc.name}: choose another block for clients.`;
  // A default route contains every block; routes to the clients themselves let them call each other.
  const other = routes.find(({ destination }) => destination.length > 0 && overlaps(destination, clients));
  if (other === undefined || formatPrefix(other.destination) === block) return undefined;
  return `${block} overlaps with the route to ${formatPrefix(other.destination)}: choose another block for clients.`;
}
