// What allows or denies packets: security groups, network ACLs, and the prefix lists that their rules name.
import type { Prefix } from './address.ts';
import { type EntityId, entityId } from './id.ts';
import type { Labelled, Named } from './named.ts';
import type { Traffic } from './traffic.ts';
import type { Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/** A managed prefix list: blocks under one name, for rules and routes. */
export interface PrefixList extends Named {
  readonly kind: 'prefix-list';
  readonly prefixes: readonly Prefix[];
  /** Whether it may have further blocks. */
  readonly unknown?: Unknown;
}

/**
 * A security group of a VPC. It allows what one of its rules allows, and is stateful. Source: VPC User Guide, "Security groups".
 */
export interface SecurityGroup extends Named {
  readonly kind: 'security-group';
  /** Absent for an external group outside of all VPCs. */
  readonly vpc?: Vpc;
  /**
   * Whether it is only known to exist: its rules say that everything may be allowed. `unnamed`: the text does not even know which group it
   * is, so that it may be any that a rule references.
   */
  readonly external?: 'named' | 'unnamed';
  /** True for the group that a resource gets if it names none. */
  readonly isDefault: boolean;
  readonly rules: readonly SecurityGroupRule[];
}

/** Why the text does not know which group it is. */
export function whyUnnamed({ rules: [rule] }: SecurityGroup): Unknown {
  return (rule?.peer.kind === 'prefixes' ? rule.peer.unknown : undefined) ?? {};
}

/** One rule of a security group. It can only allow. Source: VPC User Guide, "Security group rules". */
export interface SecurityGroupRule extends Labelled {
  readonly id: EntityId;
  readonly direction: 'ingress' | 'egress';
  readonly traffic: Traffic;
  readonly peer: Peer;
  /** True for the default rules that AWS adds to a group. */
  readonly isDefault: boolean;
}

/** The id of the rule for a peer of one line, counted from 1. The rule for the first peer has the id of the line. */
export function peerRuleId(line: EntityId, peer: number): EntityId {
  return entityId(`${line}-peer-${peer}`);
}

/** Whether the line states the rule: a line that names several peers is a rule for each. */
export function isOfLine({ id }: SecurityGroupRule, line: EntityId): boolean {
  return id === line || id.startsWith(`${line}-peer-`);
}

/** The other end that a rule names: addresses, or the interfaces that carry a security group. `text` is how the rule writes it. */
export type Peer =
  | {
      readonly kind: 'prefixes';
      readonly prefixes: readonly Prefix[];
      readonly text: string;
      /** The prefix list, host, network, VPC or subnet whose blocks these are, where the rule names one. */
      readonly resource?: EntityId;
      /** Whether the rule may allow further addresses. */
      readonly unknown?: Unknown;
    }
  | { readonly kind: 'group'; readonly group: EntityId; readonly text: string };

/** A network ACL of a VPC. It is stateless, and its first matching entry decides. Source: VPC User Guide, "Network ACLs". */
export interface NetworkAcl extends Named {
  readonly kind: 'network-acl';
  readonly vpc: Vpc;
  /** True for the VPC's default network ACL, which allows everything. */
  readonly isDefault: boolean;
  /** In order of evaluation: by number, ascending. */
  readonly entries: readonly AclEntry[];
}

/** One numbered rule of a network ACL, from 1 to 32766. Source: VPC User Guide, "Network ACL rules". */
export interface AclEntry extends Labelled {
  readonly id: EntityId;
  readonly direction: 'inbound' | 'outbound';
  readonly number: number;
  readonly action: 'allow' | 'deny';
  readonly traffic: Traffic;
  /** The other end: the source of inbound, the destination of outbound packets. */
  readonly prefixes: readonly Prefix[];
  /** Whether it may match further addresses. */
  readonly unknown?: Unknown;
  readonly isDefault: boolean;
}
