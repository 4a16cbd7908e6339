// What a trace is made of: readonly data, with ids of the resources and lines that decided.
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind } from '#language/network/network.ts';
import type { Packet, TraceDirection } from '#language/network/traffic.ts';
import type { Choice } from './choices.ts';
import type { Decision } from './decision/decision.ts';
import type { Verdict } from './verdict.ts';

/** Where a connection goes, seen from the VPCs. */
export type Direction = 'ingress' | 'egress' | 'internal' | 'external';

/** What happens to a packet at one place. docs/tracing.md explains each. */
export type Step = 'send' | 'filter' | 'route' | 'translate' | 'forward' | 'terminate' | 'deliver' | 'drop';

/** What happens to a packet at one place. */
export interface Hop {
  readonly at: EntityId;
  readonly kind: EntityKind;
  readonly step: Step;
  /** What was decided, as data. Everything below that is text comes from it. */
  readonly decision: Decision;
  /** What decided, in words: `security-group nodes egress (default: all)`. */
  readonly by: string;
  readonly allowed: boolean;
  /** Whether it is not known that the packet goes on. */
  readonly doubtful: boolean;
  /** The packet after this step. */
  readonly packet: Packet;
  /** The rule, route or resource that decided: the line to jump to. Absent where no line of the text decided. */
  readonly decidedBy?: EntityId | undefined;
  /** One sentence for a person. */
  readonly reason: string;
  /** True where AWS does not document it, and the engine assumes it. */
  readonly assumed: boolean;
}

/** A hop that blocks the packet, on one of the two paths. */
export interface Blocker {
  readonly direction: TraceDirection;
  readonly at: EntityId;
  readonly code: DropCode;
  /** The hop that blocks. It is one of the trace's hops, unless no packet is sent because a connection cannot be opened. */
  readonly hop: Hop;
  /** The same as in its hop. */
  readonly by: string;
  /** The same as in its hop. */
  readonly reason: string;
  /** The same as in its hop. */
  readonly decidedBy?: EntityId | undefined;
  /** True where only some of the ports that may be in use are denied, so that some connections work. */
  readonly intermittent: boolean;
}

/**
 * Codes of AWS Reachability Analyzer (Reachability Analyzer guide, "Explanation codes"). Those from
 * `GATEWAY_REJECTS_SPOOFED_TRAFFIC` on are netarch's own, for drops without a code of AWS.
 */
export type DropCode =
  | 'ENI_SOURCE_DEST_CHECK_RESTRICTION'
  | 'ENI_SG_RULES_MISMATCH'
  | 'SG_HAS_NO_RULES'
  | 'FIREWALL_RULES_RESTRICTION'
  | 'SUBNET_ACL_RESTRICTION'
  | 'NO_ROUTE_TO_DESTINATION'
  | 'BAD_STATE_ROUTE'
  | 'NO_POSSIBLE_DESTINATION'
  | 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS'
  | 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'
  | 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'
  | 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'
  | 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS'
  | 'IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS'
  | 'ELB_LISTENERS_MISMATCH'
  | 'ELBV2_LISTENERS_MISMATCH'
  | 'ELBV2_LISTENER_HAS_NO_TG'
  | 'ELB_INSTALLED_AZ_RESTRICTION'
  | 'ELB_NOT_CROSSZONE'
  | 'SG_REFERENCES_NOT_PRESERVED'
  | 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED'
  | 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION'
  | 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR'
  | 'TGW_ROUTE_AZ_RESTRICTION'
  | 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION'
  | 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT'
  | 'TGW_RTB_BAD_STATE_ROUTE'
  | 'VPCE_GATEWAY_PROTOCOL_RESTRICTION'
  | 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS'
  | 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS'
  | 'GATEWAY_REJECTS_SPOOFED_TRAFFIC'
  | 'NO_NAT_SESSION'
  | 'NO_STATE'
  | 'NAT_PROTOCOL'
  | 'EGRESS_ONLY'
  | 'NO_ADDRESS'
  | 'NO_INTEGRATION'
  | 'NLB_HAIRPIN'
  | 'NO_SITE_ROUTE'
  | 'ENDPOINT_PORT'
  | 'NO_LOCAL_POD'
  | 'NOT_AUTHORIZED'
  | 'DNS_SUPPORT_OFF'
  | 'ROUTING_LOOP';

/** The entry of a stateful hop for a connection; sockets are `address:port` texts. */
export interface Connection {
  readonly at: EntityId;
  readonly kind: EntityKind;
  readonly internal: string;
  /** After this hop's own translation, if it translates. */
  readonly translated?: string;
  /** After the internet gateway's mapping, if the packet crosses one. */
  readonly public?: string;
  readonly external: string;
  /** Seconds without a packet after which the entry expires; absent where AWS documents none. */
  readonly idleTimeoutSeconds?: number;
}

/** The result for one connection. */
export interface Trace {
  readonly verdict: Verdict;
  readonly direction: Direction;
  readonly packet: Packet;
  readonly from: EntityId;
  readonly to: EntityId;
  readonly forward: readonly Hop[];
  readonly return: readonly Hop[];
  readonly connections: readonly Connection[];
  readonly blockers: readonly Blocker[];
  /** Why the verdict is `unknown`, where it is. */
  readonly unknownReason?: string | undefined;
  /** What AWS chose on this path. Empty where it had no choice. */
  readonly choices: readonly Choice[];
  /** Why it is not known whether AWS takes this path at all, where it is not. */
  readonly uncertain?: string | undefined;
  /**
   * Every path that AWS may choose, each with its own verdict; only this one where it has no choice. The verdict above is that of all of them
   * together, the hops are those of one that works, if one does.
   */
  readonly paths: readonly [Trace, ...Trace[]];
  /** The connections that a load balancer or an API gateway opens after it ends this one: one for each target that it may choose. */
  readonly nextConnections: readonly Trace[];
}
