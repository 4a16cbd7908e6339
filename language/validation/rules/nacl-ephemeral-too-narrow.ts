import type { Network } from '#language/network/network.ts';
import { formatPorts } from '#language/network/traffic.ts';
import { answersOf } from '#language/validation/acl-answers.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL lets only some of the answers pass.
 *
 * Who opens a connection chooses its port: Linux from 32768-60999, NAT gateways, load balancers, functions and strangers on the
 * internet from 1024-65535. If the rule for answers is narrower, some connections work and others hang. Widen it to the range
 * named.
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
      message: `Answers to ports ${formatPorts(blocked)} are stopped, so some connections work and others hang: allow ${formatPorts([needed])}.`,
      related: [
        { subject: entry.id, aspect: { of: 'whole' }, message: 'This rule lets the connections pass that are answered.' },
      ],
    };
  }
}
