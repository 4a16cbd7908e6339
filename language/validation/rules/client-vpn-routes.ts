import { covers, formatPrefix, samePrefix } from '#language/network/address.ts';
import type { ClientRoute, ClientVpn } from '#language/network/client-vpn.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A route of a Client VPN endpoint serves some clients only, or none.
 *
 * AWS chooses in which associated subnet a client is connected (DNS round robin), and the client uses the routes through that subnet. So
 * the routes should be the same for all subnets, or access is intermittent. And no client may send where no authorization rule leads.
 *
 * Source: AWS Client VPN Administrator Guide, "Troubleshooting AWS Client VPN: Access to a peered VPC, Amazon S3, or the internet is
 * intermittent", "AWS Client VPN authorization rules".
 */
export const clientVpnRoutes: Rule = { code: 'client-vpn-routes', severity: 'warning', check };

function* check({ clientVpns }: Network): Iterable<Remark> {
  for (const vpn of clientVpns) {
    for (const route of vpn.routes) {
      const message = partly(vpn, route) ?? unauthorized(vpn, route);
      if (message !== undefined) yield { subject: route.id, aspect: { of: 'destination' }, message };
    }
  }
}

function partly({ interfaces, routes }: ClientVpn, { destination }: ClientRoute): string | undefined {
  const through = routes.filter((other) => samePrefix(other.destination, destination)).flatMap(({ subnets }) => subnets);
  const without = interfaces.filter(({ subnet }) => !through.includes(subnet.id)).map(({ subnet }) => subnet.name);
  if (without.length === 0) return undefined;
  const subnets = listed(without);
  return `Clients that are connected in ${subnets} have no route to ${formatPrefix(destination)}: add ${subnets} after "via".`;
}

function unauthorized({ authorizations }: ClientVpn, { destination }: ClientRoute): string | undefined {
  const isMet = authorizations.some((rule) => covers(rule.destination, destination) || covers(destination, rule.destination));
  const block = formatPrefix(destination);
  return isMet ? undefined : `No authorization rule lets clients send to ${block}: add a line "authorize ${block}".`;
}
