import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A listener without a default action or without targets serves no requests.
 *
 * Every listener needs a default action for requests that no rule matches: `-> target group`, or a redirect. If the target group
 * is empty, clients get an error (503 from an ALB) or no connection. Register targets with a line `targets …`.
 *
 * Source: Elastic Load Balancing, "Listeners for your Application Load Balancers" and "Troubleshoot your Application Load
 * Balancers".
 */
export const lbListenerNoTargets: Rule = { code: 'lb-listener-no-targets', severity: 'warning', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { listeners } of network.loadBalancers) {
    for (const { id, protocol, port, rules } of listeners) {
      if (!rules.some(({ host, path }) => host === undefined && path === undefined)) {
        const message = `Listener ${protocol} ${port} has no default action: add "-> target-group", or a redirect.`;
        yield { subject: id, aspect: { of: 'port' }, message };
      }
      for (const { id: rule, action } of rules) {
        const group = action.kind === 'forward' ? network.byId.get(action.targetGroup) : undefined;
        if (group?.kind !== 'target-group' || group.targets.length > 0) continue;
        const message = `Target group ${group.name} has no targets, so listener ${protocol} ${port} cannot serve requests: add a line "targets …" to ${group.name}.`;
        yield {
          subject: rule,
          aspect: { of: 'target' },
          message,
          related: [{ subject: group.id, message: 'The target group.' }],
        };
      }
    }
  }
}
