// Decisions of what allows or denies packets: security groups, network ACLs, and settings of interfaces and VPCs.
import type { Address } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { FirewallRule } from '#language/network/firewall.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { PublicAccess, Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Compared, Decided } from './base.ts';

/** Any decision of a filter. */
export type FilterDecision =
  | SecurityGroupDecision
  | NetworkAclDecision
  | NetworkAclSkippedDecision
  | FirewallDecision
  | SourceDestCheckDecision
  | BlockPublicAccessDecision;

/** The security groups of an interface, whose rules are one list. */
export interface SecurityGroupDecision extends Decided, Compared {
  readonly kind: 'security-group';
  /** All groups of the interface. */
  readonly groups: readonly SecurityGroup[];
  readonly direction: SecurityGroupRule['direction'];
  /**
   * `rule`: a rule allows the packet. `tracked`: it belongs to a tracked connection, so no rule is evaluated. `no-rules`: the groups have no
   * rule in this direction. `no-match`: none of them allows it. `reference-not-preserved`: a rule references the right group, but group
   * references do not work on this path. `some-ports`: they allow only some of the ports that may be in use. `unknown`: whether a rule allows
   * it depends on what the text does not know.
   */
  readonly result: 'rule' | 'tracked' | 'no-rules' | 'no-match' | 'reference-not-preserved' | 'some-ports' | 'unknown';
  /** The rule that allows the packet, or may allow it, and its group. */
  readonly rule?: SecurityGroupRule;
  readonly group?: SecurityGroup;
  /** Why it is unknown, in the words of the text. */
  readonly why?: string;
  /** For `no-match`: what has translated the source of the packet, if a rule allows the address that it had before; and that address. */
  readonly translator?: EntityId;
  readonly original?: Address;
}

/** The network ACL of the subnet that a packet enters or leaves. */
export interface NetworkAclDecision extends Decided, Compared {
  readonly kind: 'network-acl';
  readonly acl: NetworkAcl;
  readonly direction: AclEntry['direction'];
  /** `unknown`: whether `entry` matches depends on what the text does not know, and decides. */
  readonly result: 'allow' | 'deny' | 'unknown';
  /** The entry that decides. Absent where no entry matches and rule `*` denies. */
  readonly entry?: AclEntry;
  /** Why it is unknown, in the words of the text. */
  readonly why?: string;
  /** The destination ports that are denied, of those that the packet may have. Empty where all pass, or the protocol has no ports. */
  readonly deniedPorts: readonly PortRange[];
  /** True where only some of the ports that may be in use are denied. */
  readonly intermittent: boolean;
}

/** A network ACL that is not evaluated, because both ends are in its subnet. */
export interface NetworkAclSkippedDecision extends Decided {
  readonly kind: 'network-acl-skipped';
  readonly acl: NetworkAcl;
  readonly subnet: Subnet;
}

/** An AWS Network Firewall. */
export interface FirewallDecision extends Decided, Omit<Compared, 'peer'> {
  readonly kind: 'firewall';
  readonly firewall: VpcEndpoint;
  /** Which of its rules decide: those for each packet, or those for each connection. */
  readonly engine: 'stateless' | 'stateful';
  /**
   * `known-flow`: a rule has passed the connection, so its reply meets no rule. `some-ports`: it drops only some of the ports that may be in
   * use. `unknown`: it depends on what the text does not know, or on what AWS does not document.
   */
  readonly result: 'pass' | 'known-flow' | 'drop' | 'some-ports' | 'unknown';
  /** The rule that decides, or may decide. Absent where the default action does. */
  readonly rule?: FirewallRule;
  /** Why it is unknown. */
  readonly why?: string;
  readonly source: Address;
  readonly destination: Address;
}

/** The source/destination check of an interface, which is on and drops the packet. */
export interface SourceDestCheckDecision extends Decided {
  readonly kind: 'source-dest-check';
  /** The owner of the interface. */
  readonly resource: EntityId;
  readonly checked: 'source' | 'destination';
  /** The address that is none of the interface's. */
  readonly address: Address;
}

/** VPC Block Public Access, which drops the packet. */
export interface BlockPublicAccessDecision extends Decided {
  readonly kind: 'block-public-access';
  readonly vpc: Vpc;
  readonly mode: PublicAccess;
}
