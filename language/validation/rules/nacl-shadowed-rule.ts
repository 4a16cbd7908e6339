import { RULES_PER_ACL } from '#language/aws/quotas.ts';
import { covers, type Prefix } from '#language/network/address.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import type { PortRange } from '#language/network/traffic.ts';
import { portsOf, split } from '#language/packets/match.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A rule of a network ACL that is never asked.
 *
 * Rules are asked by their numbers, and the first that matches decides. Here earlier ones match all that this one speaks of. If
 * they decide otherwise, this rule does not do what it says: give it a lower number. If they decide the same, it can go.
 *
 * Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
 */
export const naclShadowedRule: Rule = { code: 'nacl-shadowed-rule', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { entries } of network.networkAcls) {
    for (const direction of ['inbound', 'outbound'] as const) {
      // AWS takes no longer lists, and a longer one is reported anyway.
      const list = entries.filter((entry) => entry.direction === direction).slice(0, 2 * RULES_PER_ACL.most);
      for (const [index, entry] of list.entries()) {
        const deciding = decidedBefore(
          list.slice(0, index).filter(({ number }) => number !== entry.number),
          entry,
        );
        if (deciding.length > 0) yield remark(entry, deciding);
      }
    }
  }
}

function remark(entry: AclEntry, deciding: readonly AclEntry[]): Remark {
  const { number, action } = entry;
  const numbers = listed(deciding.map((other) => `${other.number}`));
  const [rules, s] = deciding.length === 1 ? [`rule ${numbers}`, 's'] : [`rules ${numbers}`, ''];
  const isHarmless = deciding.every((other) => other.action === action);
  const message = isHarmless
    ? `Rule ${number} changes nothing: ${rules} already say${s} ${action} for all of it. Remove it.`
    : `Rule ${number} is never asked: ${rules} decide${s} all of it first, and not everything as ${action}. Give it a lower number.`;
  const related = deciding.map((other) => ({
    subject: other.id,
    aspect: { of: 'whole' } as const,
    message: `Rule ${other.number} comes first.`,
  }));
  return { subject: entry.id, aspect: { of: 'whole' }, message, related, ...(isHarmless && { severity: 'info' }) };
}

/** The earlier rules that together match everything that the entry matches; none if they leave something to it. */
function decidedBefore(earlier: readonly AclEntry[], entry: AclEntry): readonly AclEntry[] {
  const deciding = new Set<AclEntry>();
  for (const prefix of entry.prefixes) {
    let left = portsOf(entry.traffic);
    for (const other of earlier) {
      const { inside, outside } = split(left, matchedPorts(other, entry, prefix));
      if (inside.length > 0) deciding.add(other);
      left = outside;
    }
    if (left.length > 0) return [];
  }
  return [...deciding];
}

/** The ports of the entry that another rule surely matches for every address of the block. */
function matchedPorts(other: AclEntry, { traffic }: AclEntry, prefix: Prefix): readonly PortRange[] {
  const { protocol, icmpType } = other.traffic;
  const speaks =
    protocol === 'all' || (protocol === traffic.protocol && (icmpType === undefined || icmpType === traffic.icmpType));
  return speaks && other.prefixes.some((wider) => covers(wider, prefix)) ? portsOf(other.traffic) : [];
}
