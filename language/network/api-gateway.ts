// API gateways.
import type { Address } from './address.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';

/** An API: it ends the client's connection, then calls a function or goes through a VPC link. */
export interface ApiGateway extends Named {
  readonly kind: 'api-gateway';
  /** The public address clients are shown to use. A private API has none: it is called through an interface endpoint that serves it. */
  readonly address?: Address;
  readonly integration: ApiIntegration;
}

/** What an API calls for each request. Source: API Gateway Developer Guide, "Choose an API Gateway API integration type". */
export type ApiIntegration =
  | { readonly kind: 'lambda'; readonly function: EntityId }
  /** VPC link V2: interfaces in subnets of a VPC. */
  | {
      readonly kind: 'vpc-link';
      readonly interfaces: readonly Interface[];
      /** Whether it may have interfaces in further subnets. */
      readonly unknownSubnets?: Unknown;
      readonly loadBalancer: EntityId;
    }
  /** VPC link V1: over PrivateLink to a Network Load Balancer, without interfaces of its own. */
  | { readonly kind: 'vpc-link-v1'; readonly loadBalancer: EntityId }
  | { readonly kind: 'none' };
