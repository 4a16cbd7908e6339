import { ADMIN_PORTS } from '#language/aws/risky-ports.ts';
import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A bastion host must not be open to the whole internet.
 *
 * An instance counts as a bastion if it has a public address in a public subnet, and its security groups allow only SSH and RDP.
 * Allow only your own addresses (`network office …`), or replace the bastion with Session Manager or EC2 Instance Connect
 * Endpoint.
 *
 * Source: Amazon VPC User Guide, "Security group rules", best practices; AWS Systems Manager User Guide, "Session Manager".
 */
export const bastionWorldOpen: Rule = { code: 'bastion-world-open', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'bastion')) {
    const message = `${group.name} opens ${ADMIN_PORTS.get(port)} (${port}) on a bastion to the whole internet: name your own network instead of ${rule.peer.text}, or use Session Manager.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
