import type { Network } from '#language/network/network.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A transit gateway attachment shares its subnet with workloads.
 *
 * Routes and network ACLs of the subnet then apply to both. AWS recommends a small subnet (/28) for each attachment.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway" and "Network ACLs for transit gateways".
 */
export const tgwAttachmentSharedSubnet: Rule = { code: 'tgw-attachment-shared-subnet', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const tenants = workloadsBySubnet(network);
  for (const { attachments } of network.transitGateways) {
    for (const { id, subnets } of attachments) {
      const shared = subnets.find((subnet) => tenants.has(subnet.id));
      const tenant = shared && tenants.get(shared.id)?.[0];
      if (shared === undefined || tenant === undefined) continue;
      yield {
        subject: id,
        aspect: { of: 'subnets' },
        message: `Subnet ${shared.name} also contains ${tenant.name}: use a small subnet of its own for the attachment.`,
        related: [{ subject: tenant.id, message: `${tenant.name} is in ${shared.name}.` }],
      };
    }
  }
}
