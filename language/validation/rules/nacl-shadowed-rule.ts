import { RULES_PER_ACL } from '#language/aws/quotas.ts';
import { covers } from '#language/network/address.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import { sharesOf } from '#language/packets/acl-ruling.ts';
import { possibleTraffic, trafficSetOf } from '#language/packets/traffic-set.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A network ACL rule is never evaluated.
 *
 * Rules are evaluated in the order of their numbers, and the first match decides. Here earlier rules match all packets of this
 * rule. If they have another action, this rule has no effect: give it a lower number. If they have the same action, the rule can
 * be removed.
 *
 * Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
 */
export const naclShadowedRule: Rule = { code: 'nacl-shadowed-rule', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { entries } of network.networkAcls) {
    for (const direction of ['inbound', 'outbound'] as const) {
      // More rules are beyond the quota of AWS, which the rule nacl-quota reports.
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
  const isOne = deciding.length === 1;
  const rules = `${isOne ? 'rule' : 'rules'} ${numbers}`;
  const others = new Set(deciding.map((other) => other.action));
  const actions = others.size === 1 ? `action ${[...others].join()}` : 'different actions';
  const isHarmless = deciding.every((other) => other.action === action);
  const message = isHarmless
    ? `Rule ${number} is redundant: ${rules} already ${isOne ? 'has' : 'have'} action ${action} for all of its packets. Remove it.`
    : `Rule ${number} is never evaluated: ${rules} ${isOne ? 'matches' : 'match'} all of its packets first, with ${actions}. Give it a lower number.`;
  const related = deciding.map((other) => ({
    subject: other.id,
    aspect: { of: 'whole' } as const,
    message: `Rule ${other.number} comes first.`,
  }));
  return { subject: entry.id, aspect: { of: 'whole' }, message, related, ...(isHarmless && { severity: 'info' }) };
}

/** The earlier rules that together match everything that the entry matches; empty if some packets reach the entry. */
function decidedBefore(earlier: readonly AclEntry[], entry: AclEntry): readonly AclEntry[] {
  if (entry.unknown !== undefined) return [];
  const deciding = new Set<AclEntry>();
  for (const prefix of entry.prefixes) {
    const around = earlier.filter(({ prefixes }) => prefixes.some((wider) => covers(wider, prefix)));
    const { shares, left } = sharesOf(around, trafficSetOf(possibleTraffic(entry.traffic)));
    if (left.length > 0) return [];
    for (const share of shares) deciding.add(share.entry);
  }
  return [...deciding];
}
