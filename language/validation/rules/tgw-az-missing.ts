import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { transitUses } from '#language/validation/transit.ts';

/**
 * A subnet routes to a transit gateway that has no attachment in its Availability Zone.
 *
 * An attachment has an interface in one subnet of each Availability Zone that it names. Packets from other Availability Zones do not
 * reach the transit gateway, whatever the routes say. Add a subnet in the Availability Zone to the attachment.
 *
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works"; Reachability Analyzer, TGW_ROUTE_AZ_RESTRICTION.
 */
export const tgwAzMissing: Rule = { code: 'tgw-az-missing', severity: 'error', isDerived: true, check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'tgw-az-missing');
  for (const { subnet, route, gateway, attachment } of transitUses(network)) {
    const { az } = subnet;
    if (
      az === undefined ||
      attachment.unknownSubnets !== undefined ||
      attachment.subnets.some((own) => own.az === undefined || own.az === az)
    )
      continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `${gateway.name} has no attachment in ${az}, so subnet ${subnet.name} cannot send to it: add a subnet in ${az} to "attach ${subnet.vpc.name}".`,
      related: [{ subject: attachment.id, aspect: { of: 'subnets' }, message: 'The attachment.' }],
    };
  }
}
