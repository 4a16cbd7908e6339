// VPC endpoints of every type.
import type { FirewallPolicy } from './firewall.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/**
 * A VPC endpoint. `gateway`: a route to S3 or DynamoDB, no interface. `interface`: PrivateLink. `gateway-load-balancer`: a route target
 * with an appliance behind it that inspects every packet. `instance-connect`: opens shells on instances. `firewall`: the endpoints of an
 * AWS Network Firewall, which AWS makes as Gateway Load Balancer endpoints.
 * Source: AWS PrivateLink Guide; EC2 User Guide, "EC2 Instance Connect Endpoint"; AWS Network Firewall Developer Guide, "Firewalls and
 * firewall endpoints".
 */
export interface VpcEndpoint extends Named {
  readonly kind: 'endpoint';
  readonly type: 'gateway' | 'interface' | 'gateway-load-balancer' | 'instance-connect' | 'firewall';
  readonly vpc: Vpc;
  /** The AWS service's short name: `s3`, `ecr.api`. */
  readonly service?: string;
  /** What is behind it: the hosts and networks of the service, private APIs, or the load balancer of an endpoint service. */
  readonly serves: readonly EntityId[];
  /** The tables that a gateway endpoint puts its routes into. */
  readonly routeTables: readonly EntityId[];
  /** Whether the names of what it serves resolve to it inside the VPC. */
  readonly privateDns: boolean;
  /** One in each subnet; none for a gateway endpoint. */
  readonly interfaces: readonly Interface[];
  /** Whether it may have interfaces in further subnets; for a gateway endpoint, whether further route tables may have its routes. */
  readonly unknownSubnets?: Unknown;
  /** Of `instance-connect`: whether instances see the client's address. */
  readonly preserveClientIp: boolean;
  /** Of a firewall: its rules. */
  readonly policy?: FirewallPolicy;
}

/** Whether a route can lead to the endpoint, so that what is behind it inspects the packets. */
export function inspectsPackets({ type }: { readonly type: VpcEndpoint['type'] }): boolean {
  return type === 'gateway-load-balancer' || type === 'firewall';
}
