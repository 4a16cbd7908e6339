// The diagram graph: what is shown. Nested boxes, edges with a role, and ids; no pixels, no colours.
import type { EntityId } from '#language/network/id.ts';
import type { KindThat } from '#language/network/kinds.ts';

/** One diagram. Ids of boxes are ids of the network, so that a click leads to a line of the text. */
export interface Diagram {
  /** Drawn above the diagram. Empty if it needs no title. */
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly highlight: Highlight;
  /** It compares two networks: boxes and edges have a `change`, and edges of the roles in `CHANGE_ROLES` say what traffic the change is about. */
  readonly compares?: true;
  /** Whether internal traffic that security groups allow is among the edges. */
  readonly showsInternal?: true;
  /** Whether a box is collapsed, or would be if nothing was expanded. */
  readonly folds?: true;
  /** The box of the resource in focus, or the card that it is in. */
  readonly marked?: BoxId;
  /** `down`: networks, from the internet at the top to private subnets at the bottom. `right`: paths, from the first place to the last. */
  readonly direction: 'down' | 'right';
}

/** Which traffic is highlighted. The rest is drawn in muted colours. */
export type Highlight = 'ingress' | 'egress' | 'both' | 'none';

/** A box with children, or of a kind that can have some (VPC, AZ, subnet), is drawn as a frame. Any other is an icon with its name. */
export interface Box {
  readonly id: BoxId;
  readonly kind: BoxKind;
  /** The resource to jump to. Absent for boxes that no line declares (an Availability Zone). */
  readonly entity?: EntityId;
  readonly label: string;
  /** The second line: an address or a block. */
  readonly detail?: string;
  /** Of a subnet: public or private by its routes. */
  readonly exposure?: 'public' | 'private';
  /** It is only known to exist. It has a dashed border. */
  readonly isUnknown?: true;
  /** In a comparison: what became of it. Absent if it is the same before and after. */
  readonly change?: Change;
  /** Of a collapsed box: what is in it, counted. It is drawn as a card, with this as its third line. */
  readonly collapsed?: string;
  /** The tooltip, one fact per line. */
  readonly facts: readonly string[];
  readonly children: readonly Box[];
}

/** What became of a box between two networks, in the order of the legend. `changed`: its name, its detail or its facts differ. */
export const CHANGES = ['added', 'removed', 'changed'] as const;

/** One of them. */
export type Change = (typeof CHANGES)[number];

/** The qualified name of a resource, or a text that cannot be the name of a resource (`zone:shop/us-east-1a`). */
export type BoxId = string;
/**
 * What a box represents. `resolver` is the DNS resolver of a VPC; `gateway-endpoint` is the endpoint type that has no address,
 * `firewall` an AWS Network Firewall; `unknown` is a
 * target that the text does not know.
 */
export type BoxKind = KindThat<'box'> | 'region' | 'zone' | 'resolver' | 'gateway-endpoint' | 'firewall' | 'unknown';

/** `from` and `to` differ, except for a blocked packet that never leaves its place. One of them may be inside the other. */
export interface Edge {
  readonly id: string;
  readonly from: BoxId;
  readonly to: BoxId;
  readonly role: EdgeRole;
  readonly label?: string;
  /** A connection that carries packets both ways: it has no arrowhead. */
  readonly isTwoWay?: true;
  /** In a comparison: whether only one of the networks has it. */
  readonly change?: 'added' | 'removed';
  /** Of a step: it works with some choices of AWS only, or it is unknown what becomes of the packet. */
  readonly doubt?: 'intermittent' | 'unknown';
  /** What makes the connection or decides about the step: the line to jump to. The first, if there are several. */
  readonly madeBy?: EntityId;
  /** Of a flow's edge: the flow, and the number of the step, from 1. */
  readonly flow?: EntityId;
  readonly step?: number;
  readonly facts: readonly string[];
}

/** The roles of traffic. `blocked`: traffic that a flow asks for and that is dropped. The edge ends where it is dropped. */
export const TRAFFIC_ROLES = ['ingress', 'egress', 'internal', 'blocked'] as const;

/** The roles of a comparison: traffic that the change opens or closes, and traffic that takes another path or is not as certain as before. */
export const CHANGE_ROLES = ['opened', 'closed', 'rerouted'] as const;

/** The roles of edges, in the order of the legend. */
export const EDGE_ROLES = [...TRAFFIC_ROLES, ...CHANGE_ROLES] as const;

/** One of them. */
export type EdgeRole = (typeof EDGE_ROLES)[number];
