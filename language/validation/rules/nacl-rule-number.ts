import { ACL_NUMBERS } from '#language/aws/quotas.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL rule needs a number from 1 to 32766 that is unique in its direction.
 *
 * The number is the position of the rule in the evaluation order, and its identifier. AWS rejects a second rule with the same
 * number. Renumber the rule; steps of 10 or 100 leave room for later rules.
 *
 * Source: Amazon EC2 API, CreateNetworkAclEntry.
 */
export const naclRuleNumber: Rule = { code: 'nacl-rule-number', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const { from, to } = ACL_NUMBERS;
  for (const { entries } of network.networkAcls) {
    const first = new Map<string, AclEntry>();
    for (const entry of entries) {
      const { id, number, direction } = entry;
      const place = { subject: id, aspect: { of: 'number' } } as const;
      const other = first.get(`${direction} ${number}`);
      if (number < from || number > to)
        yield { ...place, message: `Rule number ${number} is out of range: use a number from ${from} to ${to}.` };
      else if (other === undefined) first.set(`${direction} ${number}`, entry);
      else {
        const related = [{ subject: other.id, aspect: { of: 'number' } as const, message: 'The other rule with this number.' }];
        yield { ...place, message: `Duplicate ${direction} rule number ${number}: choose a free number.`, related };
      }
    }
  }
}
