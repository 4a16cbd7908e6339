// The changes of which suggested fixes consist: one line of text each, as data. `lines.ts` writes them, `changed.ts` applies them.
import type { Prefix } from '#language/network/address.ts';
import type { AclEntry, SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { ListenerProtocol } from '#language/network/load-balancer.ts';
import type { RouteTargetKind } from '#language/network/route-table.ts';
import type { PortRange, Traffic } from '#language/network/traffic.ts';

/** One change to the text of a network, small enough for a suggested fix. */
export type Change =
  | AddRule
  | AddEntry
  | AddFirewallRule
  | AssociateAnswerer
  | AddRecord
  | AddRoute
  | Propagate
  | AssociateEndpoint
  | AddEndpoint
  | AddListener
  | AddNode
  | AddAttachmentSubnet
  | AssociateAttachment
  | PropagateAttachment
  | AddTransitRoute
  | Switch;

/** How a line names one end of a connection. */
export type EndName =
  | { readonly kind: 'group'; readonly id: EntityId }
  /** A prefix list, a subnet, or a host or network outside. */
  | { readonly kind: 'blocks'; readonly id: EntityId }
  | { readonly kind: 'internet' }
  | { readonly kind: 'prefix'; readonly prefix: Prefix };

/** `ingress tcp 5432 from apps` in a security group. */
export interface AddRule {
  readonly kind: 'add-rule';
  readonly group: EntityId;
  readonly direction: SecurityGroupRule['direction'];
  readonly traffic: Traffic;
  readonly peer: EndName;
}

/** `inbound 110 allow tcp 5432 from apps` in a network ACL. */
export interface AddEntry {
  readonly kind: 'add-entry';
  readonly acl: EntityId;
  readonly direction: AclEntry['direction'];
  readonly number: number;
  readonly traffic: Traffic;
  readonly peer: EndName;
}

/** `stateful pass tcp 443 from apps to mirror`, or `stateless 90 forward tcp from mirror port 443 to apps`, in a firewall. */
export interface AddFirewallRule {
  readonly kind: 'add-firewall-rule';
  readonly firewall: EntityId;
  /** The number of a stateless rule. A stateful rule has none, and is before the rule with this id, or the last one. */
  readonly place: { readonly number: number } | { readonly before: EntityId | undefined };
  readonly traffic: Traffic;
  readonly sourcePorts: readonly PortRange[];
  readonly from: EndName;
  readonly to: EndName;
}

/** `vpcs shop` in a private hosted zone or a resolver rule. */
export interface AssociateAnswerer {
  readonly kind: 'associate-answerer';
  readonly answerer: EntityId;
  readonly vpc: EntityId;
}

/** `record db -> shop.orders` in a private hosted zone. */
export interface AddRecord {
  readonly kind: 'add-record';
  readonly zone: EntityId;
  /** The whole name. */
  readonly name: string;
  /** The name before the domain of the zone. */
  readonly label: string;
  readonly resource: EntityId;
}

/** `route 10.2.0.0/16 -> to-data` in a subnet, a route table with a name, or a regional NAT gateway. */
export interface AddRoute {
  readonly kind: 'add-route';
  readonly place: EntityId;
  readonly destination: { readonly kind: 'prefix'; readonly prefix: Prefix } | { readonly kind: 'list'; readonly id: EntityId };
  readonly target: { readonly kind: RouteTargetKind; readonly id: EntityId };
}

/** `propagate line` in a subnet or a route table with a name. */
export interface Propagate {
  readonly kind: 'propagate';
  readonly place: EntityId;
  readonly link: EntityId;
}

/** `subnets app` in a gateway endpoint. */
export interface AssociateEndpoint {
  readonly kind: 'associate-endpoint';
  readonly endpoint: EntityId;
  readonly subnet: EntityId;
}

/** A VPC endpoint of an AWS service; one with interfaces has a security group of its own, which allows the clients. */
export interface AddEndpoint {
  readonly kind: 'add-endpoint';
  readonly vpc: EntityId;
  readonly name: string;
  readonly service: string;
  readonly serves: EntityId;
  readonly subnet: EntityId;
  /** The clients of an interface endpoint. Without them it is a gateway endpoint. */
  readonly clients?: EndName;
}

/** `listen tcp 80 -> web` in a load balancer. */
export interface AddListener {
  readonly kind: 'add-listener';
  readonly balancer: EntityId;
  readonly protocol: ListenerProtocol;
  readonly port: number;
  readonly targetGroup: EntityId;
}

/** `subnets app-b` in a load balancer: a node there. */
export interface AddNode {
  readonly kind: 'add-node';
  readonly balancer: EntityId;
  readonly subnet: EntityId;
}

/** `subnets app-b` in an attachment of a transit gateway. */
export interface AddAttachmentSubnet {
  readonly kind: 'add-attachment-subnet';
  readonly attachment: EntityId;
  readonly subnet: EntityId;
}

/** `route-table spokes` in an attachment of a transit gateway. */
export interface AssociateAttachment {
  readonly kind: 'associate-attachment';
  readonly attachment: EntityId;
  readonly table: EntityId;
}

/** `propagate spokes` in an attachment of a transit gateway. */
export interface PropagateAttachment {
  readonly kind: 'propagate-attachment';
  readonly attachment: EntityId;
  readonly table: EntityId;
}

/** `route 10.2.0.0/16 -> data` in a route table of a transit gateway. */
export interface AddTransitRoute {
  readonly kind: 'add-transit-route';
  readonly table: EntityId;
  readonly destination: Prefix;
  /** What is attached there. */
  readonly resource: EntityId;
}

/** A line that sets an attribute of a resource. It replaces the line that sets it to another value, if there is one. */
export interface Switch {
  readonly kind: 'switch';
  readonly resource: EntityId;
  readonly setting: Setting;
}

/** The attributes that a fix may set, as the language writes them. */
export type Setting =
  | 'source-dest-check off'
  | 'public-ip'
  | 'cross-zone on'
  | 'enforce-on-privatelink off'
  | 'preserve-client-ip on'
  | 'preserve-client-ip off'
  | 'security-group-references on'
  | 'dns-support on'
  | 'dns-hostnames on';
