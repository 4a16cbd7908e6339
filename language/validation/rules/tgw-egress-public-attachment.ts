import type { Network } from '#language/network/network.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { centralEgresses } from '#language/validation/transit.ts';

/**
 * The attachment of a central egress VPC is in a public subnet.
 *
 * Packets from other VPCs follow the route of this subnet to the internet gateway, which drops them because their sources have no
 * public address. Attach a private subnet with a default route to a NAT gateway.
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
        message: `Packets from ${gateway.name} in ${subnet.name} go to the internet gateway of ${vpc.name}, which drops packets of other VPCs: attach a private subnet with a route to a NAT gateway.`,
        related: [{ subject: route.id, message: `The default route of ${subnet.name}.` }],
      };
    }
  }
}
