import type { Network } from '#language/network/network.ts';
import { groupsBehind } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Network Load Balancer cannot call a function.
 *
 * It passes connections on; calling a function takes a request, which an ALB or an API gateway understands. Use one of these.
 *
 * Source: Elastic Load Balancing, "Target groups for your Network Load Balancers", target type.
 */
export const nlbLambdaTarget: Rule = { code: 'nlb-lambda-target', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) {
    if (balancer.kind === 'alb') continue;
    for (const group of groupsBehind(balancer, network)) {
      for (const { id, type } of group.targets) {
        if (type !== 'lambda') continue;
        const message = `The nlb ${balancer.name} cannot call a function: use an alb or an api-gateway.`;
        yield {
          subject: id,
          aspect: { of: 'whole' },
          message,
          related: [{ subject: balancer.id, message: 'The load balancer.' }],
        };
      }
    }
  }
}
