import { ADMIN_PORTS } from '#language/aws/risky-ports.ts';
import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * SSH or RDP is open to the whole internet.
 *
 * Attackers scan for these ports all the time. Allow only your own addresses (`network office …`) or the security group of a
 * bastion host, or use Session Manager, which needs no open port. On a bastion host the code is `bastion-world-open`.
 *
 * Source: AWS Security Hub controls EC2.13, EC2.14 and EC2.19; Amazon VPC User Guide, "Security group rules", best practices.
 */
export const sgOpenAdmin: Rule = { code: 'sg-open-admin', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'admin')) {
    const message = `${group.name} opens ${ADMIN_PORTS.get(port)} (${port}) to the whole internet: name your own network or the security group of a bastion instead of ${rule.peer.text}, or use Session Manager.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
