// Claims: the flows and expectations of a file. Also its views.
import type { Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { EveryWord } from './kinds.ts';
import type { Named } from './named.ts';
import type { Protocol, Traffic } from './traffic.ts';

/** What an expectation or a flow names as one end. */
export type Selector =
  | { readonly kind: 'entity'; readonly id: EntityId; readonly text: string }
  | { readonly kind: 'prefix'; readonly prefix: Prefix; readonly text: string }
  /** A DNS name, in lower case. */
  | { readonly kind: 'name'; readonly name: string; readonly text: string }
  | { readonly kind: 'every'; readonly of: EveryWord; readonly text: string };

/** A flow: connections that are traced and shown step by step. */
export interface Flow extends Named {
  readonly kind: 'flow';
  readonly steps: readonly FlowStep[];
  readonly notes: readonly FlowNote[];
}

/** What happens between steps, without a packet: `note "The image is not on the disk"`. */
export interface FlowNote {
  readonly id: EntityId;
  readonly text: string;
  /** How many of the steps come before it. */
  readonly after: number;
}

/** One packet of a flow, and what is expected of it. */
export interface FlowStep {
  readonly id: EntityId;
  readonly from: Selector;
  readonly sourcePort?: number;
  readonly to: Selector;
  readonly protocol: Protocol;
  readonly port?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Seconds that the connection is idle before the reply. */
  readonly idleSeconds?: number;
  /** `intermittent`: some connections work and some do not, because of what AWS chooses. */
  readonly expected: 'delivered' | 'intermittent' | 'dropped';
  /** Where the text expects it to be dropped. */
  readonly droppedAt?: EntityId;
  readonly label?: string;
}

/** An expectation about connectivity. `traffic` is empty if it is about all traffic. */
export interface Expectation {
  readonly id: EntityId;
  readonly text: string;
  readonly from: Selector;
  readonly to: Selector;
  /** `resolves`: `to` is a name. */
  readonly claim: 'reaches' | 'reaches-only' | 'never-reaches' | 'resolves' | 'never-resolves';
  readonly traffic: readonly Traffic[];
  /** Resources that the forward path must pass, in this order. */
  readonly via: readonly EntityId[];
}

/** What a diagram shows. Empty `show`: everything. Without `depth`: all, except that VPCs are collapsed if some are in `expand`. */
export interface View extends Named {
  readonly kind: 'view';
  readonly show: readonly EntityId[];
  readonly depth?: 'vpcs' | 'subnets' | 'all';
  /** VPCs and subnets to draw with everything in them. */
  readonly expand: readonly EntityId[];
  readonly flows: readonly EntityId[];
  readonly highlight: 'ingress' | 'egress' | 'both' | 'none';
}
