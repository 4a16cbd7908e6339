// Client VPN endpoints (section 13): what a client may send. Its packets leave an interface of the endpoint with the address of that.
import { contains } from '#language/network/address.ts';
import type { Authorization } from '#language/network/client-vpn.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { isUnroutable } from './gateways.ts';
import type { Header } from './header.ts';
import { inVpc } from './world.ts';

/**
 * Whether a client that is connected at the interface may send the packet; yes if the interface is of something else. `perhaps`: if it is in
 * a group. `beside`: it does not send the packet through the endpoint.
 */
export function clientMay(network: Network, iface: Interface, { destination }: Header): 'yes' | 'no' | 'perhaps' | 'beside' {
  const vpn = network.clientVpns.find(({ id }) => id === iface.owner);
  if (vpn === undefined) return 'yes';
  // 13.32: a client has the routes of the subnet in which it is connected; 13.31: one of them leads to the VPC.
  const routed =
    inVpc(iface.subnet.vpc, destination) ||
    vpn.routes.some((route) => route.subnets.includes(iface.subnet.id) && contains(route.destination, destination));
  // 13.36: it keeps the rest to itself.
  if (!routed) return vpn.splitTunnel && !isUnroutable(destination) ? 'beside' : 'no';
  // 13.29: of the rules for a destination, those for the smallest network count.
  let best: Authorization[] = [];
  for (const rule of vpn.authorizations) {
    if (!contains(rule.destination, destination)) continue;
    const length = best[0]?.destination.length ?? -1;
    if (rule.destination.length > length) best = [rule];
    else if (rule.destination.length === length) best.push(rule);
  }
  if (best.length === 0) return 'no';
  return best.every(({ group }) => group !== undefined) ? 'perhaps' : 'yes';
}
