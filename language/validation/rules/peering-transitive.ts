import type { Network } from '#language/network/network.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Peering connections are not transitive.
 *
 * If A is peered with B, and B is connected with C, A cannot reach C through B. Peer A with C, or connect all three by a transit
 * gateway.
 *
 * Source: VPC Peering Guide, "How VPC peering connections work", transitive peering.
 */
export const peeringTransitive: Rule = { code: 'peering-transitive', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { route, table, peering, far, leads } of peeringRoutes(network)) {
    if (leads.to !== 'third') continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `Peering ${peering.name} reaches only ${far.name}, not ${leads.vpc.name} behind it: peer ${table.vpc.name} with ${leads.vpc.name}, or use a transit gateway.`,
      related: [{ subject: leads.vpc.id, message: `${leads.vpc.name} is declared here.` }],
    };
  }
}
