// What the text claims and tells about its network, and the pictures that it asks for.
import type { Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { EveryWord } from './kinds.ts';
import type { Named } from './named.ts';
import type { Protocol, Traffic } from './traffic.ts';

/** What a claim or a story names as one end. */
export type Selector =
  | { readonly kind: 'entity'; readonly id: EntityId; readonly text: string }
  | { readonly kind: 'prefix'; readonly prefix: Prefix; readonly text: string }
  | { readonly kind: 'every'; readonly of: EveryWord; readonly text: string };

/** A story: drawn, traced and told step by step. */
export interface Flow extends Named {
  readonly kind: 'flow';
  readonly steps: readonly FlowStep[];
}

/** One packet of a flow, and whether it is expected to arrive. */
export interface FlowStep {
  readonly id: EntityId;
  readonly from: Selector;
  readonly sourcePort?: number;
  readonly to: Selector;
  readonly protocol: Protocol;
  readonly port?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Seconds of silence before the answer comes. */
  readonly idleSeconds?: number;
  /** True where the story says that this packet does not arrive. */
  readonly dropped: boolean;
  /** Where it is said to be dropped. */
  readonly droppedAt?: EntityId;
  readonly label?: string;
}

/** A claim that must hold. `traffic` is empty where any traffic is meant. */
export interface Expectation {
  readonly id: EntityId;
  readonly text: string;
  readonly from: Selector;
  readonly to: Selector;
  readonly claim: 'reaches' | 'reaches-only' | 'never-reaches';
  readonly traffic: readonly Traffic[];
  /** Resources the forward path must pass, in this order. */
  readonly via: readonly EntityId[];
}

/** What a picture shows. Empty `show`: everything. */
export interface View extends Named {
  readonly kind: 'view';
  readonly show: readonly EntityId[];
  readonly depth: 'vpcs' | 'subnets' | 'all';
  readonly flows: readonly EntityId[];
  readonly highlight: 'ingress' | 'egress' | 'both' | 'none';
}
