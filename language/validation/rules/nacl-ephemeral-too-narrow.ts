import type { Network } from '#language/network/network.ts';
import { formatPorts } from '#language/network/traffic.ts';
import { answersOf } from '#language/validation/acl-answers.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL allows only some of the replies.
 *
 * The client chooses the ephemeral port: Linux uses 32768-60999; NAT gateways, load balancers, Lambda functions and external
 * hosts use 1024-65535. If the rule for replies is narrower, some connections work and others time out. Widen it to the range in
 * the message.
 *
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC", ephemeral ports.
 */
export const naclEphemeralTooNarrow: Rule = { code: 'nacl-ephemeral-too-narrow', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { entry, needed, blocked, passedBy } of answersOf(network)) {
    if (passedBy === undefined || passedBy.isDefault || blocked.length === 0 || reported.has(passedBy.id)) continue;
    reported.add(passedBy.id);
    yield {
      subject: passedBy.id,
      aspect: { of: 'ports' },
      message: `Replies to ports ${formatPorts(blocked)} are denied, so some connections work and others time out: allow ${formatPorts([needed])}.`,
      related: [{ subject: entry.id, aspect: { of: 'whole' }, message: 'This rule allows the connections.' }],
    };
  }
}
