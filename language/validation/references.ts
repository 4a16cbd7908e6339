// Security group rules that reference groups of other VPCs → whether the reference works.
import type { Peering, TransitGateway } from '#language/network/connectors.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { connectionsBetween } from './connected.ts';

/** A rule whose peer is a security group of another VPC. */
export interface ForeignReference {
  readonly group: PlacedGroup;
  readonly rule: SecurityGroupRule;
  readonly other: PlacedGroup;
  /** `known` if the reference works; otherwise the reason why it does not match. */
  readonly status: 'known' | 'stale' | 'cross-region' | 'outbound-tgw' | 'tgw-disabled';
  /** The transit gateway between the two VPCs, if it decides. */
  readonly gateway?: TransitGateway;
}

/** A group of which the text knows the VPC. */
type PlacedGroup = SecurityGroup & { readonly vpc: Vpc };

function isPlaced(group: SecurityGroup): group is PlacedGroup {
  return group.vpc !== undefined;
}

/** All references between VPCs. Source: VPC Peering Guide, "Update your security groups …"; AWS Transit Gateway Guide, "Amazon VPC attachments". */
export const foreignReferences = perObject((network: Network): readonly ForeignReference[] => {
  const groups = new Map(network.securityGroups.map((group) => [group.id, group]));
  return network.securityGroups.flatMap((group) =>
    group.rules.flatMap((rule) => {
      const other = rule.peer.kind === 'group' ? groups.get(rule.peer.group) : undefined;
      if (other === undefined || other.vpc === group.vpc || !isPlaced(group) || !isPlaced(other)) return [];
      return [{ group, rule, other, ...statusOf(network, group, rule, other) }];
    }),
  );
});

function statusOf(
  network: Network,
  group: PlacedGroup,
  { direction }: SecurityGroupRule,
  other: PlacedGroup,
): Pick<ForeignReference, 'status' | 'gateway'> {
  const connections = connectionsBetween(network, group.vpc, other.vpc);
  const peering = connections.find((one): one is Peering => one.kind === 'peering');
  const gateway = connections.find((one): one is TransitGateway => one.kind === 'transit-gateway');
  if (peering !== undefined && group.vpc.region === other.vpc.region) return { status: 'known' };
  if (gateway !== undefined && direction === 'ingress') {
    return { status: gateway.securityGroupReferences ? 'known' : 'tgw-disabled', gateway };
  }
  if (gateway !== undefined) return { status: 'outbound-tgw', gateway };
  return { status: peering === undefined ? 'stale' : 'cross-region' };
}
