import type { Network } from '#language/network/network.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { centralEgresses } from '#language/validation/transit.ts';

/**
 * The attachment of a central egress VPC stands in a public subnet.
 *
 * Packets of other VPCs that arrive there follow the subnet's route to the internet gateway, which drops them: their addresses have
 * no public ones. Attach a private subnet whose default route leads to a NAT gateway.
 *
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", example of a central NAT and internet gateway.
 */
export const tgwEgressPublicAttachment: Rule = { code: 'tgw-egress-public-attachment', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { gateway, attachment, vpc } of centralEgresses(network)) {
    for (const subnet of attachment.subnets) {
      const route = defaultRoute(subnet, 4);
      if (route?.target.kind !== 'igw') continue;
      yield {
        subject: attachment.id,
        aspect: { of: 'subnets' },
        message: `What ${gateway.name} sends to ${subnet.name} goes to the internet gateway of ${vpc.name}, which drops addresses of other VPCs: attach a private subnet with a route to a NAT gateway.`,
        related: [{ subject: route.id, message: `The default route of ${subnet.name}.` }],
      };
    }
  }
}
