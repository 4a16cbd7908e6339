// Decisions of what accepts connections for other resources: load balancers, API gateways, Kubernetes services and the Lambda service.
import type { Address, Family } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Listener, LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Port, Protocol } from '#language/network/traffic.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import type { Decided } from './base.ts';

/** Any decision of a service. */
export type ServiceDecision =
  | ListenerDecision
  | LoadBalancerDecision
  | TargetDecision
  | ApiGatewayDecision
  | KubernetesServiceDecision
  | InvocationDecision
  | NoInboundDecision;

/** A listener of a load balancer ends the connection, or has no target for a new one. */
export interface ListenerDecision extends Decided {
  readonly kind: 'listener';
  readonly balancer: LoadBalancer;
  readonly listener: Listener;
  readonly result: 'forward' | 'redirect' | 'fixed-response' | 'no-target';
  /** The status code of a fixed response. */
  readonly code?: number;
  /** The target group without targets, where the listener has several groups. */
  readonly group?: TargetGroup;
}

/** A load balancer that drops a packet. */
export type LoadBalancerDecision = Decided & {
  readonly kind: 'load-balancer';
  readonly balancer: LoadBalancer;
} /** A Gateway Load Balancer takes packets from its endpoints only. */ & (
    | { readonly result: 'takes-none' }
    | { readonly result: 'no-listener'; readonly protocol: Protocol; readonly port?: Port | undefined }
    /** The idle timeout of a listener that ends connections, and of one that passes them on. */
    | { readonly result: 'closed'; readonly idleTimeoutSeconds?: number | undefined }
    | { readonly result: 'entry-expired' }
    | { readonly result: 'hairpin'; readonly group: TargetGroup; readonly target: Target }
  );

/** A node of a load balancer does not use a target. `listener`: the one at which the packet arrived, if any. */
export type TargetDecision = Decided & {
  readonly kind: 'target';
  readonly balancer: LoadBalancer;
  readonly listener?: Listener;
} & (
    | {
        /** The node or the target has no address of the family by which the group reaches its targets. */
        readonly result: 'address-family';
        readonly group: TargetGroup;
        readonly family: Family;
        /** The one that has none; an address, if the target is declared by its address. */
        readonly lacking: EntityId | Address;
      }
    | { readonly result: 'az-not-enabled'; readonly az: string }
    | { readonly result: 'cross-zone-off'; readonly az: string; readonly nodeAz?: string | undefined }
  );

/** An API gateway that drops a packet. */
export type ApiGatewayDecision = Decided & { readonly kind: 'api-gateway'; readonly api: ApiGateway } & (
    | UnlinkedResult
    /** It listens on tcp 443 only. */
    | { readonly result: 'port' }
    /** The inbound rules of the load balancer behind its VPC link V1 apply to PrivateLink traffic, and allow none. */
    | { readonly result: 'inbound-rules'; readonly balancer: LoadBalancer }
  );

/** `no-integration`: nothing is behind the API. `no-link-subnets`: its VPC link has no subnets. */
export interface UnlinkedResult {
  readonly result: 'no-integration' | 'no-link-subnets';
}

/** A Kubernetes service has no pod for a packet. */
export interface KubernetesServiceDecision extends Decided {
  readonly kind: 'kubernetes-service';
  readonly service: KubernetesService;
  readonly node: Workload;
  /** `no-local-pod`: no pod runs on the node, and the traffic policy is `local`. */
  readonly result: 'no-pod' | 'no-local-pod';
}

/** A call of the Lambda service. */
export interface InvocationDecision extends Decided {
  readonly kind: 'invocation';
  readonly caller: EntityId;
  readonly function: EntityId;
  readonly result: 'invoked' | 'runs' | 'returned';
}

/** A function accepts no connections: it is invoked through the Lambda service. */
export interface NoInboundDecision extends Decided {
  readonly kind: 'no-inbound';
  readonly resource: EntityId;
}
