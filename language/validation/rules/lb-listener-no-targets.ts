import type { Network } from '#language/network/network.ts';
import { groupsBehind } from '#language/network/target-groups.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A listener without a default action or without targets serves no requests.
 *
 * Every listener needs a default action for requests that no rule matches: `-> target group`, a redirect or a fixed response. If a
 * target group is empty, clients get an error (503 from an ALB) or no connection. Register targets with a line `targets …`. A Gateway Load Balancer without
 * targets drops all packets.
 *
 * Source: Elastic Load Balancing, "Listeners for your Application Load Balancers" and "Troubleshoot your Application Load
 * Balancers".
 */
export const lbListenerNoTargets: Rule = { code: 'lb-listener-no-targets', severity: 'warning', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { id: owner, kind, name, listeners } of network.loadBalancers) {
    if (kind === 'gwlb') {
      if (
        groupsBehind(
          network,
          listeners.flatMap(({ rules }) => rules),
        ).some(({ group }) => group.targets.length === 0)
      )
        yield { subject: owner, message: `${name} has no appliances, so it drops all packets: add a line "targets …".` };
      continue;
    }
    for (const { id, protocol, port, rules } of listeners) {
      if (!rules.some(({ conditions }) => conditions.length === 0)) {
        const message = `Listener ${protocol} ${port} has no default action: add "-> target-group", "redirect …" or "fixed-response …".`;
        yield { subject: id, aspect: { of: 'port' }, message };
      }
      for (const rule of rules) {
        for (const { group } of groupsBehind(network, [rule]).filter((one) => one.group.targets.length === 0)) {
          const message = `Target group ${group.name} has no targets, so listener ${protocol} ${port} cannot serve requests: add a line "targets …" to ${group.name}.`;
          yield {
            subject: rule.id,
            aspect: { of: 'target' },
            message,
            related: [{ subject: group.id, message: 'The target group.' }],
          };
        }
      }
    }
  }
}
