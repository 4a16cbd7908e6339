// Rules that name security groups of other VPCs → whether anything makes these groups known.
import type { Peering, TransitGateway } from '#language/network/connectors.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { connectionsBetween } from './connected.ts';

/** A rule whose peer is a group of another VPC. */
export interface ForeignReference {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly other: SecurityGroup;
  /** `known`: it works. Otherwise what keeps it from matching. */
  readonly fate: 'known' | 'stale' | 'cross-region' | 'outbound-tgw' | 'tgw-disabled';
  /** The transit gateway between the two, where it decides. */
  readonly gateway?: TransitGateway;
}

/** All of them. Source: VPC Peering Guide, "Update your security groups …"; AWS Transit Gateway Guide, "Amazon VPC attachments". */
export const foreignReferences = perObject((network: Network): readonly ForeignReference[] => {
  const groups = new Map(network.securityGroups.map((group) => [group.id, group]));
  return network.securityGroups.flatMap((group) =>
    group.rules.flatMap((rule) => {
      const other = rule.peer.kind === 'group' ? groups.get(rule.peer.group) : undefined;
      if (other === undefined || other.vpc === group.vpc) return [];
      return [{ group, rule, other, ...fateOf(network, group, rule, other) }];
    }),
  );
});

function fateOf(
  network: Network,
  group: SecurityGroup,
  { direction }: SecurityGroupRule,
  other: SecurityGroup,
): Pick<ForeignReference, 'fate' | 'gateway'> {
  const connections = connectionsBetween(network, group.vpc, other.vpc);
  const peering = connections.find((one): one is Peering => one.kind === 'peering');
  const gateway = connections.find((one): one is TransitGateway => one.kind === 'transit-gateway');
  if (peering !== undefined && group.vpc.region === other.vpc.region) return { fate: 'known' };
  if (gateway !== undefined && direction === 'ingress') {
    return { fate: gateway.securityGroupReferences ? 'known' : 'tgw-disabled', gateway };
  }
  if (gateway !== undefined) return { fate: 'outbound-tgw', gateway };
  return { fate: peering === undefined ? 'stale' : 'cross-region' };
}
