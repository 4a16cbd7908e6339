import { DATABASE_PORTS } from '#language/aws/risky-ports.ts';
import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A database's port is open to the whole internet.
 *
 * Only the application needs it: name its security group as the peer. That holds behind a private subnet, too: the next change of
 * a route may open what the group does not close.
 *
 * Source: AWS Security Hub control EC2.19.
 */
export const sgOpenDatabase: Rule = { code: 'sg-open-database', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'database')) {
    const message = `${group.name} opens ${DATABASE_PORTS.get(port)} (${port}) to the whole internet: name the application's security group in place of ${rule.peer.text}.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
