// Load balancers with their listeners and target groups.
import { type Address, type Family, formatPrefix, type Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import { perObject } from './memo.ts';
import type { Named } from './named.ts';
import { portTraffic, type Traffic } from './traffic.ts';
import type { Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/** An Application, a Network, a Classic or a Gateway Load Balancer. Source: Elastic Load Balancing guides. */
export interface LoadBalancer extends Named {
  readonly kind: 'alb' | 'nlb' | 'clb' | 'gwlb';
  readonly vpc: Vpc;
  readonly scheme: 'internet-facing' | 'internal';
  /** Which addresses its nodes have. */
  readonly ipAddressType: IpAddressType;
  readonly crossZone: boolean;
  /**
   * Whether the inbound rules of an NLB's security groups apply to PrivateLink traffic. On by default.
   * Source: Elastic Load Balancing, "Update the security groups for your Network Load Balancer".
   */
  readonly enforcesOnPrivateLink: boolean;
  readonly listeners: readonly Listener[];
  /** One node in each subnet. */
  readonly nodes: readonly Interface[];
  /** Whether it may have nodes in further subnets. */
  readonly unknownSubnets?: Unknown;
}

/** `dualstack`: IPv4 and IPv6. Source: Elastic Load Balancing, "IP address types for your Application Load Balancer". */
export type IpAddressType = 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';

/**
 * The protocol of a listener or a target group. `http` and `https` belong to an ALB, the others to an NLB; a CLB has all but UDP.
 * `geneve`: that of a GWLB, whose only listener takes all packets. Source: Elastic Load Balancing, "Target groups for your Gateway Load
 * Balancers".
 */
export type ListenerProtocol = 'http' | 'https' | 'tcp' | 'udp' | 'tls' | 'geneve';

/** One listener of a load balancer and its rules. */
export interface Listener {
  readonly id: EntityId;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  /** In order of evaluation; the last one has no conditions and is the default. */
  readonly rules: readonly ListenerRule[];
}

/** An action, and the conditions that a request must meet for it. Without conditions, every request meets them. */
export interface ListenerRule {
  readonly id: EntityId;
  readonly conditions: readonly RuleCondition[];
  readonly action: ListenerAction;
}

/**
 * A condition of a rule: one of the values must match the request, or one of the blocks contain the address that connects.
 * Source: Elastic Load Balancing, "Condition types for listener rules".
 */
export type RuleCondition =
  | { readonly kind: 'host' | 'path' | 'method' | 'query'; readonly values: readonly string[] }
  | { readonly kind: 'header'; readonly header: string; readonly values: readonly string[] }
  | SourceCondition;

/** The address from which the client connects, not one in a header such as X-Forwarded-For (same page). */
export interface SourceCondition {
  readonly kind: 'source';
  readonly prefixes: readonly Prefix[];
}

/** What a listener does with a request. Source: Elastic Load Balancing, "Action types for listener rules". */
export type ListenerAction =
  | ForwardAction
  | { readonly kind: 'redirect'; readonly protocol: 'http' | 'https'; readonly port: number }
  | { readonly kind: 'fixed-response'; readonly code: number };

/** Forwards each request to one of the groups. */
export interface ForwardAction {
  readonly kind: 'forward';
  readonly groups: readonly WeightedGroup[];
}

/** A target group of a forward action. Its share of the requests is its weight, from 0 to 999, of the sum of all weights. */
export interface WeightedGroup {
  readonly targetGroup: EntityId;
  readonly weight: number;
}

/** A target group of a forward action by this name: `blue weight 90`, if there are several. */
export function weightedText({ groups }: ForwardAction, { weight }: WeightedGroup, name: string): string {
  return groups.length === 1 ? name : `${name} weight ${weight}`;
}

/** A condition as the text writes it: `host "example.com"`, `source 10.0.0.0/8`. */
export function conditionText(condition: RuleCondition): string {
  if (condition.kind === 'source') return `source ${condition.prefixes.map(formatPrefix).join(', ')}`;
  const values = condition.values.map((value) => `"${value}"`).join(', ');
  return condition.kind === 'header' ? `header "${condition.header}" ${values}` : `${condition.kind} ${values}`;
}

/** Targets that receive the same requests. */
export interface TargetGroup extends Named {
  readonly kind: 'target-group';
  readonly vpc: Vpc;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  readonly targets: readonly Target[];
  /** The family of the addresses by which targets are reached, whatever family their client uses (same guide, "IP address type"). */
  readonly family: Family;
  /** Whether an NLB preserves the client's address (Elastic Load Balancing, "Edit target group attributes for your NLB"). */
  readonly preserveClientIp: boolean;
  /** What the text says about the health checks of the targets. Without it, they use the port of each target. */
  readonly healthCheck?: HealthCheck;
}

/** How the nodes of a load balancer check the health of a target. Source: Elastic Load Balancing API, CreateTargetGroup. */
export interface HealthCheck {
  readonly protocol: 'http' | 'https' | 'tcp';
  readonly port: number;
}

/**
 * A resource that receives what a target group is sent. `lambda`: called through the Lambda service, no packet in the VPC. `unknown`: a
 * target, or several, of which nothing else is known.
 */
export interface Target {
  readonly id: EntityId;
  /** The workload or load balancer; the target's own id, where the text gives a plain address or does not know it. */
  readonly resource: EntityId;
  /** The plain address of an ip target: of a resource in another VPC, or of one that the text does not name. */
  readonly address?: Address;
  readonly type: 'instance' | 'ip' | 'lambda' | 'alb' | 'unknown';
  readonly port: number;
  /** Why it is not known, if it is `unknown`. */
  readonly unknown?: Unknown;
}

/**
 * The nodes to which PrivateLink leads from an interface in the Availability Zone: the node of the same zone, or each one with cross-zone
 * load balancing. Empty: the service is not offered in the zone. A zone that the text does not name may be any.
 * Source: AWS PrivateLink Guide, "Share your services through AWS PrivateLink".
 */
export function privateLinkNodes({ nodes, crossZone }: LoadBalancer, az: string | undefined): readonly Interface[] {
  const inZone = nodes.filter(({ subnet }) => az !== undefined && subnet.az === az);
  const offered = inZone.length > 0 ? inZone : nodes.filter(({ subnet }) => az === undefined || subnet.az === undefined);
  return crossZone && offered.length > 0 ? nodes : offered;
}

/** The transport protocol under a protocol of listeners and target groups. */
export function transportOf(protocol: ListenerProtocol): 'tcp' | 'udp' {
  return protocol === 'udp' || protocol === 'geneve' ? 'udp' : 'tcp';
}

/** The traffic of the health checks of a target: always TCP, also for UDP. Source: Elastic Load Balancing API, CreateTargetGroup. */
export function healthTraffic({ healthCheck }: TargetGroup, { port }: Target): Traffic {
  return portTraffic('tcp', healthCheck?.port ?? port);
}

/** The traffic that a listener accepts. */
export const listenerTraffic = perObject(({ protocol, port }: Listener): Traffic => portTraffic(transportOf(protocol), port));
