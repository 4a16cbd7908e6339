import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer without listeners accepts no connections.
 *
 * Add a line such as `listen https 443 -> app`.
 *
 * Source: Elastic Load Balancing, "Listeners for your Application Load Balancers".
 */
export const lbNoListener: Rule = { code: 'lb-no-listener', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, listeners } of network.loadBalancers) {
    if (listeners.length > 0) continue;
    const example =
      kind === 'alb' ? 'listen https 443 -> app' : kind === 'nlb' ? 'listen tcp 443 -> app' : 'listen tcp 80 -> 8080';
    yield { subject: id, message: `${name} has no listener, so it accepts no connections: add one, for example "${example}".` };
  }
}
