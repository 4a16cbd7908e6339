import { WIDE_RANGE } from '#language/aws/risky-ports.ts';
import { formatPrefix } from '#language/network/address.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import { formatPorts } from '#language/network/traffic.ts';
import { portsOf } from '#language/packets/match.ts';
import { answersOf } from '#language/validation/acl-answers.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL allows connections but denies their replies.
 *
 * Network ACLs are stateless. The reply to a request on port 443 goes from port 443 to the ephemeral port of the client, and
 * needs an outbound rule. The reply to an outbound request needs an inbound rule. Allow tcp 1024-65535 in the other direction,
 * for the same addresses. Rules for all ports are not reported, because they can be there for replies.
 *
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC", ephemeral ports.
 */
export const naclAsymmetric: Rule = { code: 'nacl-asymmetric', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { acl, entry, prefix, needed, isHopeless } of answersOf(network)) {
    if (!isHopeless || isForEverything(entry) || reported.has(entry.id)) continue;
    reported.add(entry.id);
    const [back, word] = entry.direction === 'inbound' ? ['outbound', 'to'] : ['inbound', 'from'];
    const message = `Replies to the connections that this rule allows are denied: ${acl.name} has no ${back} rule for tcp ${formatPorts([needed])} ${word} ${formatPrefix(prefix)}. Add one.`;
    yield { subject: entry.id, aspect: { of: 'whole' }, message };
  }
}

function isForEverything({ traffic }: AclEntry): boolean {
  return portsOf(traffic).some(({ from, to }) => to - from > WIDE_RANGE);
}
