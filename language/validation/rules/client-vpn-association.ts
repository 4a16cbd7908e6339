import type { ClientVpn } from '#language/network/client-vpn.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The subnets of a Client VPN endpoint cannot be associated with it.
 *
 * A Client VPN endpoint needs one associated subnet at least, and can have one in each Availability Zone. Its routes lead through
 * associated subnets.
 *
 * Source: AWS Client VPN Administrator Guide, "AWS Client VPN target networks"; Amazon EC2 API, CreateClientVpnRoute.
 */
export const clientVpnAssociation: Rule = { code: 'client-vpn-association', severity: 'error', check };

function* check({ clientVpns }: Network): Iterable<Remark> {
  for (const vpn of clientVpns) {
    yield* alone(vpn);
    yield* sameAz(vpn);
    if (vpn.unknownSubnets === undefined) yield* unassociated(vpn);
  }
}

function* alone({ id, name, interfaces, unknownSubnets }: ClientVpn): Iterable<Remark> {
  if (interfaces.length > 0 || unknownSubnets !== undefined) return;
  yield { subject: id, message: `${name} has no associated subnet, so no client can connect: add a line "subnets …".` };
}

function* sameAz({ id, name, interfaces }: ClientVpn): Iterable<Remark> {
  for (const [index, { subnet }] of interfaces.entries()) {
    const first = interfaces.slice(0, index).find((other) => subnet.az !== undefined && other.subnet.az === subnet.az);
    if (first === undefined) continue;
    const message = `${first.subnet.name} and ${subnet.name} are both in ${subnet.az}: ${name} can have one subnet in each Availability Zone.`;
    yield { subject: id, aspect: { of: 'subnets', index }, message };
  }
}

function* unassociated({ name, interfaces, routes }: ClientVpn): Iterable<Remark> {
  for (const { id, subnets } of routes) {
    for (const [index, through] of subnets.entries()) {
      if (interfaces.some(({ subnet }) => subnet.id === through)) continue;
      const subnet = shortName(through);
      const message = `${subnet} is not associated with ${name}, so no route can lead through it: add ${subnet} to "subnets".`;
      yield { subject: id, aspect: { of: 'via', index }, message };
    }
  }
}
