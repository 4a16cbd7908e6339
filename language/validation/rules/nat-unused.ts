import type { Network } from '#language/network/network.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway that no route targets has no effect.
 *
 * It is billed by the hour anyway. Add a route to it in the private subnets, or remove it.
 *
 * Source: Amazon VPC User Guide, "Pricing for NAT gateways".
 */
export const natUnused: Rule = { code: 'nat-unused', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  for (const { id, name } of [...network.natGateways, ...network.regionalNats]) {
    if (clients.has(id)) continue;
    yield { subject: id, message: `No route targets ${name}: add one in the subnets that it should serve, or remove it.` };
  }
}
