import type { Network } from '#language/network/network.ts';
import { peeringRoutes } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Peering connections do not add up.
 *
 * From A, peered with B, nothing reaches C, although B is connected with C: a peering connection leads into one VPC and not through
 * it. Peer A with C, or connect all of them by a transit gateway.
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
      message: `${peering.name} leads into ${far.name} and not on to ${leads.vpc.name}: peer ${table.vpc.name} with ${leads.vpc.name}, or use a transit gateway.`,
      related: [{ subject: leads.vpc.id, message: `${leads.vpc.name} is declared here.` }],
    };
  }
}
