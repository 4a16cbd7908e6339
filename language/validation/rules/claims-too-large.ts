import type { Selector } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import type { Claims } from '#language/validation/claims.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Flows and expectations are more work than netarch does for one file.
 *
 * So that no file stalls the editor or a CI run, all flows and expectations of a file share a budget of steps, which is many times what a file of
 * its size usually needs. Each has an equal share, and what one leaves goes to the others. What would still need more is not answered: it is
 * unknown, and does not count as holding. Name fewer resources at once, or split the file.
 *
 * Source: the language reference, flows and expectations.
 */
export const claimsTooLarge: Rule = { code: 'claims-too-large', severity: 'error', check };

function* check(network: Network, { unanswered }: Claims): Iterable<Remark> {
  const [first] = unanswered;
  if (first === undefined) return;
  const number = (count: number): string => count.toLocaleString('en-US');
  const size = ({ text, ...selector }: Selector): string =>
    `${text} stands for ${number(connectionEndsOf(network, { text, ...selector }).length)} addresses`;
  const others = unanswered.length - 1;
  const more =
    others === 0
      ? ''
      : ` The same is true of ${number(others)} other ${others === 1 ? 'step or expectation' : 'steps and expectations'}.`;
  const message = `This is not checked, because it is too much work: ${size(first.from)}, and ${size(first.to)}.${more} Name fewer resources at once, or split the file.`;
  yield { subject: first.id, aspect: { of: 'whole' }, message };
}
