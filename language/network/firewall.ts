// AWS Network Firewall: the policy of a firewall, as far as rules compare addresses, protocols and ports.
import type { Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Labelled } from './named.ts';
import type { PortRange, Traffic } from './traffic.ts';
import type { Unknown } from './unknown.ts';

/** What a stateless rule does. `forward`: to the stateful rules. Source: AWS Network Firewall Developer Guide, "Defining rule actions". */
export type StatelessAction = 'pass' | 'drop' | 'forward';

/** What a stateful rule does. An alert only writes a log. Source: the same. */
export type StatefulAction = 'pass' | 'drop' | 'reject' | 'alert';

/**
 * The rules of a firewall: each packet meets the stateless ones, which may forward it to the stateful ones.
 * Source: AWS Network Firewall Developer Guide, "How AWS Network Firewall filters network traffic".
 */
export interface FirewallPolicy {
  /** In order of evaluation: by number, ascending. */
  readonly stateless: readonly FirewallRule[];
  /** For packets that match no stateless rule. */
  readonly statelessDefault: StatelessAction;
  /**
   * `action`: pass before drop before reject before alert; `strict`: as written.
   * Source: AWS Network Firewall Developer Guide, "Managing evaluation order for Suricata compatible rules".
   */
  readonly order: 'action' | 'strict';
  /** In order of evaluation. */
  readonly stateful: readonly FirewallRule[];
  /**
   * For connections that match no stateful rule; always `pass` in action order. `drop-established` lets connections be opened and drops what
   * they carry.
   */
  readonly statefulDefault: 'pass' | 'drop' | 'drop-established';
}

/** One rule. A line whose direction is `any` is two rules with one id, one for each direction. */
export interface FirewallRule extends Labelled {
  readonly id: EntityId;
  /** Of a stateless rule: its priority. */
  readonly number?: number;
  /** `unknown`: the text says only that there is a rule, such as a list of domains. */
  readonly action: StatelessAction | StatefulAction | 'unknown';
  /** The protocol, and the destination ports. */
  readonly traffic: Traffic;
  /** Empty where it matches every source port. */
  readonly sourcePorts: readonly PortRange[];
  readonly sources: FirewallPeer;
  readonly destinations: FirewallPeer;
  /** Of a rule that is unknown: why. */
  readonly unknown?: Unknown;
}

/** The addresses that a rule matches. */
export interface FirewallPeer {
  readonly prefixes: readonly Prefix[];
  /** Whether it may match further addresses. */
  readonly unknown?: Unknown;
}

/** All rules of a policy; none without one. */
export function policyRules(policy: FirewallPolicy | undefined): readonly FirewallRule[] {
  return policy === undefined ? [] : [...policy.stateless, ...policy.stateful];
}
