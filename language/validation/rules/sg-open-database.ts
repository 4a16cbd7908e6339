import { DATABASE_PORTS } from '#language/aws/risky-ports.ts';
import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A database port is open to the whole internet.
 *
 * Only the application needs it: allow its security group. This also applies in a private subnet, because a later change of a
 * route can expose the port.
 *
 * Source: AWS Security Hub control EC2.19.
 */
export const sgOpenDatabase: Rule = { code: 'sg-open-database', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'database')) {
    const message = `${group.name} opens ${DATABASE_PORTS.get(port)} (${port}) to the whole internet: name the security group of the application instead of ${rule.peer.text}.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
