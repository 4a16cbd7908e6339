import { ADMIN_PORTS } from '#language/aws/risky-ports.ts';
import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A bastion that everybody may knock at protects nothing.
 *
 * A machine with a public address in a public subnet whose groups let in shells only is taken for a bastion. It should answer
 * your own addresses alone: name them (`network office …`), or do without the bastion by Session Manager or EC2 Instance Connect
 * Endpoint.
 *
 * Source: Amazon VPC User Guide, "Security group rules", best practices; AWS Systems Manager User Guide, "Session Manager".
 */
export const bastionWorldOpen: Rule = { code: 'bastion-world-open', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'bastion')) {
    const message = `${group.name} lets the whole internet try ${ADMIN_PORTS.get(port)} (${port}) on a bastion: name your own network in place of ${rule.peer.text}, or use Session Manager.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
