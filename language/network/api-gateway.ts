// API gateways.
import type { Address } from './address.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { Named } from './named.ts';

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
  | { readonly kind: 'vpc-link'; readonly interfaces: readonly Interface[]; readonly loadBalancer: EntityId }
  | { readonly kind: 'none' };
