import type { Network } from '#language/network/network.ts';
import { targetDoes } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { vpcBehind } from '#language/validation/transit.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * Appliances in several Availability Zones may see only one direction of a connection.
 *
 * A transit gateway keeps traffic in the Availability Zone that it comes from. The two directions of a connection between
 * Availability Zones then pass different appliances. Each appliance drops packets of a connection that it does not know.
 * `appliance-mode on` at the attachment keeps both directions in one Availability Zone.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway", appliance mode.
 */
export const tgwApplianceMode: Rule = { code: 'tgw-appliance-mode', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const gateway of network.transitGateways) {
    for (const attachment of gateway.attachments) {
      const vpc = vpcBehind(network, attachment);
      const azs = new Set(attachment.subnets.flatMap((subnet) => (hasAppliance(subnet) ? (subnet.az ?? []) : [])));
      if (vpc === undefined || attachment.applianceMode || azs.size < 2) continue;
      yield {
        subject: attachment.id,
        aspect: { of: 'target' },
        message: `The appliances of ${vpc.name} in ${listed([...azs])} may each see only one direction of a connection: add "appliance-mode on" to this attachment.`,
      };
    }
  }
}

/** Whether packets that arrive in the subnet pass an appliance, which may be stateful. */
function hasAppliance({ routeTable }: Subnet): boolean {
  return routeTable.routes.some(({ target }) => targetDoes(target, 'inspect'));
}
