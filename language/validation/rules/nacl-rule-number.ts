import { ACL_NUMBERS } from '#language/aws/quotas.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The rules of a network ACL have numbers from 1 to 32766, each once in its direction.
 *
 * The numbers are the order in which the rules are asked, and their names: AWS refuses a second rule with the same number.
 * Renumber; steps of ten or a hundred leave room.
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
        yield { ...place, message: `${number} is no number for a rule: use one from ${from} to ${to}.` };
      else if (other === undefined) first.set(`${direction} ${number}`, entry);
      else {
        const related = [{ subject: other.id, aspect: { of: 'number' } as const, message: 'The other rule.' }];
        yield { ...place, message: `There already is an ${direction} rule ${number}: give this one a free number.`, related };
      }
    }
  }
}
