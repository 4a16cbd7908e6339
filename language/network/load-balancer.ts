// Load balancers with their listeners and target groups.
import type { Address, Family } from './address.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import { perObject } from './memo.ts';
import type { Named } from './named.ts';
import { portTraffic, type Traffic } from './traffic.ts';
import type { Vpc } from './vpc.ts';

/** An Application or a Network Load Balancer. Source: Elastic Load Balancing guides. */
export interface LoadBalancer extends Named {
  readonly kind: 'alb' | 'nlb';
  readonly vpc: Vpc;
  readonly scheme: 'internet-facing' | 'internal';
  /** Which addresses its nodes have. */
  readonly ipAddressType: IpAddressType;
  readonly crossZone: boolean;
  readonly listeners: readonly Listener[];
  /** One node in each subnet. */
  readonly nodes: readonly Interface[];
}

/** `dualstack`: IPv4 and IPv6. Source: Elastic Load Balancing, "IP address types for your Application Load Balancer". */
export type IpAddressType = 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';

/** The protocol of a listener or a target group. `http` and `https` belong to an ALB, the others to an NLB. */
export type ListenerProtocol = 'http' | 'https' | 'tcp' | 'udp' | 'tls';

/** One listener of a load balancer and its rules. */
export interface Listener {
  readonly id: EntityId;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  /** In order of evaluation; the last one has no conditions and is the default. */
  readonly rules: readonly ListenerRule[];
}

/** An action, and the host and path that a request must have for it. Without both, every request has them. */
export interface ListenerRule {
  readonly id: EntityId;
  readonly host?: string;
  readonly path?: string;
  readonly action: ListenerAction;
}

/** What a listener does with a request. */
export type ListenerAction =
  | { readonly kind: 'forward'; readonly targetGroup: EntityId }
  | { readonly kind: 'redirect'; readonly protocol: 'http' | 'https'; readonly port: number };

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
}

/** A resource that receives what a target group is sent. `lambda`: called through the Lambda service, no packet in the VPC. */
export interface Target {
  readonly id: EntityId;
  /** The workload or load balancer; the target's own id, where the text gives a plain address. */
  readonly resource: EntityId;
  /** The plain address of an ip target: of a resource in another VPC, or of one that the text does not name. */
  readonly address?: Address;
  readonly type: 'instance' | 'ip' | 'lambda' | 'alb';
  readonly port: number;
}

/** The transport protocol under a protocol of listeners and target groups. */
export function transportOf(protocol: ListenerProtocol): 'tcp' | 'udp' {
  return protocol === 'udp' ? 'udp' : 'tcp';
}

/** The traffic that a listener accepts. */
export const listenerTraffic = perObject(({ protocol, port }: Listener): Traffic => portTraffic(transportOf(protocol), port));
