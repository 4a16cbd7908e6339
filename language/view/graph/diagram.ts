// The diagram graph: what is shown. Nested boxes, edges with a role, ids; no pixels, no colours.
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind } from '#language/network/network.ts';

/** One picture. Ids of boxes are ids of the network, so that a click leads to a line. */
export interface Diagram {
  /** Drawn above the picture; empty where the picture needs no name. */
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
  readonly highlight: Highlight;
  /** `down`: networks, from the outside above to the private subnets below. `right`: paths, from their first place to their last. */
  readonly direction: 'down' | 'right';
}

/** Which traffic is lit; the rest is drawn quietly. */
export type Highlight = 'ingress' | 'egress' | 'both' | 'none';

/** A box with children, or of a kind that may have some (VPC, zone, subnet), is drawn as a frame; any other as a pictogram and its name. */
export interface Box {
  readonly id: BoxId;
  readonly kind: BoxKind;
  /** What to jump to; absent for boxes that no line declares (a zone). */
  readonly entity?: EntityId;
  readonly label: string;
  /** The second line: an address or a block. */
  readonly detail?: string;
  /** Public or private by its routes, for subnets. */
  readonly exposure?: 'public' | 'private';
  /** The tooltip, one fact a line. */
  readonly facts: readonly string[];
  readonly children: readonly Box[];
}

/** The qualified name of a resource, or a text that no resource can have as its name (`zone:shop/us-east-1a`). */
export type BoxId = string;
/** What a box stands for; `resolver` is the DNS resolver of a VPC, `gateway-endpoint` the endpoint that has no address. */
export type BoxKind = EntityKind | 'region' | 'zone' | 'resolver' | 'gateway-endpoint';

/** `from` and `to` differ, but for a blocked packet that never leaves its place. One of both may stand inside the other. */
export interface Edge {
  readonly id: string;
  readonly from: BoxId;
  readonly to: BoxId;
  readonly role: EdgeRole;
  readonly label?: string;
  /** A connection that carries packets both ways: it has no arrow. */
  readonly isTwoWay?: true;
  /** Of a flow's edge: which flow, and the place in its story, from 1. */
  readonly flow?: EntityId;
  readonly step?: number;
  readonly facts: readonly string[];
}

/** `blocked`: traffic that a flow asked for and that is dropped; it ends where it is dropped. */
export type EdgeRole = 'ingress' | 'egress' | 'internal' | 'blocked';
