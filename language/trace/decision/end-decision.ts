// Decisions at the ends of a connection: the sender, the receiver, and whether the reply matches the request.
import type { Address } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Place } from '#language/trace/place.ts';
import type { Decided } from './base.ts';

/** Any decision at an end of a connection. */
export type EndDecision =
  | SendDecision
  | DeliverDecision
  | TerminateDecision
  | ResolverDecision
  | SameHostDecision
  | OtherOwnerDecision
  | AsymmetricPathDecision;

/** An end sends a packet. */
export interface SendDecision extends Decided {
  readonly kind: 'send';
  readonly sender: Place;
  /** Whether it sends the reply. */
  readonly reply: boolean;
}

/** An end receives the packet. */
export interface DeliverDecision extends Decided {
  readonly kind: 'deliver';
  readonly receiver: Place | Outside;
  /** Whether the packet is the reply. */
  readonly reply: boolean;
}

/** A VPC endpoint or an API gateway terminates the connection; the next connection follows. */
export interface TerminateDecision extends Decided {
  readonly kind: 'terminate';
  readonly by: VpcEndpoint | ApiGateway;
}

/** The VPC's own DNS resolver answers, or does not because DNS support is off. */
export interface ResolverDecision extends Decided {
  readonly kind: 'resolver';
  readonly vpc: Vpc;
  readonly result: 'delivered' | 'dns-support-off';
}

/** Both ends run on one host, so the packet never leaves it. */
export interface SameHostDecision extends Decided {
  readonly kind: 'same-host';
  readonly host: Workload;
}

/** Another resource has the destination address here. */
export interface OtherOwnerDecision extends Decided {
  readonly kind: 'other-owner';
  readonly owner: EntityId;
  /** The intended receiver. */
  readonly wanted: EntityId;
  readonly destination: Address;
}

/** The reply takes another path back. */
export type AsymmetricPathDecision = Decided & { readonly kind: 'asymmetric-path' } & (
    | { readonly result: 'appliance-bypassed'; readonly appliance: EntityId }
    /** The reply comes from another address than the one to which the request went. */
    | { readonly result: 'unexpected-packet'; readonly client: EntityId; readonly source: Address; readonly asked: Address }
  );
