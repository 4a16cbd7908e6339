import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Network Load Balancer cannot have a Lambda function as a target.
 *
 * It forwards connections, but a function is invoked by a request. Use an ALB or an API gateway.
 *
 * Source: Elastic Load Balancing, "Target groups for your Network Load Balancers", target type.
 */
export const nlbLambdaTarget: Rule = { code: 'nlb-lambda-target', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) {
    if (balancer.kind !== 'nlb') continue;
    for (const group of groupsOf(network, balancer)) {
      for (const { id, type } of group.targets) {
        if (type !== 'lambda') continue;
        const message = `The nlb ${balancer.name} cannot have a Lambda function as a target: use an alb or an api-gateway.`;
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
