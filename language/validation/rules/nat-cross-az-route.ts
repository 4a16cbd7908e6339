import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A subnet uses a NAT gateway in another Availability Zone although its own Availability Zone has one.
 *
 * Traffic between Availability Zones costs extra, and the subnet loses internet access if the other Availability Zone fails. Route
 * the subnet to the NAT gateway in its own Availability Zone.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics"; "Pricing for NAT gateways".
 */
export const natCrossAzRoute: Rule = { code: 'nat-cross-az-route', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const inAz = new Map(
    network.natGateways.flatMap((nat) => (nat.connectivity === 'public' ? [[key(nat.interface.subnet), nat] as const] : [])),
  );
  for (const { id, name, interface: own } of network.natGateways) {
    for (const { subnet, route } of clients.get(id) ?? []) {
      const nearer = inAz.get(key(subnet));
      if (subnet.az === undefined || own.subnet.az === undefined || subnet.az === own.subnet.az) continue;
      if (nearer === undefined) continue;
      yield {
        subject: route.id,
        aspect: { of: 'target' },
        message: `${name} is in ${own.subnet.az}, but subnet ${subnet.name} is in ${subnet.az}: use ${nearer.name}, the NAT gateway in that Availability Zone.`,
        related: [{ subject: nearer.id, message: `${nearer.name} is in ${subnet.az}.` }],
      };
    }
  }
}

function key({ vpc, az }: Subnet): string {
  return `${vpc.id} ${az}`;
}
