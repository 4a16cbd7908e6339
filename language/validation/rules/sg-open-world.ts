import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A port other than 80 and 443 is open to the whole internet.
 *
 * Only public websites usually serve all clients. Name the clients, or put a load balancer in front. Listeners of internet-facing
 * load balancers, and targets of a Network Load Balancer with client IP preservation, are not reported.
 *
 * Source: AWS Security Hub control EC2.18.
 */
export const sgOpenWorld: Rule = { code: 'sg-open-world', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'other')) {
    const message = `${group.name} opens port ${port} to the whole internet: name the allowed clients instead of ${rule.peer.text}.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
