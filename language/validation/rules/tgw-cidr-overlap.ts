import { overlaps } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { vpcBehind } from '#language/validation/transit.ts';

/**
 * Two VPCs with overlapping CIDR blocks are attached to one transit gateway.
 *
 * The blocks of the VPC that is attached later are not propagated, so it cannot be reached. Renumber one of them.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway".
 */
export const tgwCidrOverlap: Rule = { code: 'tgw-cidr-overlap', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const gateway of network.transitGateways) {
    const attached = gateway.attachments.flatMap((attachment) => {
      const vpc = vpcBehind(network, attachment);
      return vpc === undefined ? [] : [{ attachment, vpc }];
    });
    for (const [index, { attachment, vpc }] of attached.entries()) {
      const other = attached.slice(0, index).find((one) => one.vpc !== vpc && doOverlap(one.vpc, vpc));
      if (other === undefined) continue;
      yield {
        subject: attachment.id,
        aspect: { of: 'target' },
        message: `${vpc.name} and ${other.vpc.name} have overlapping CIDR blocks, so ${gateway.name} does not learn all blocks of ${vpc.name}: renumber one of them.`,
        related: [vpc, other.vpc].map((one) => ({
          subject: one.id,
          aspect: { of: 'prefix', index: 0 },
          message: `The CIDR blocks of ${one.name}.`,
        })),
      };
    }
  }
}

function doOverlap({ prefixes: ours }: Vpc, { prefixes: theirs }: Vpc): boolean {
  return ours.some((one) => theirs.some((other) => overlaps(one, other)));
}
