// Load balancers with their nodes, target groups, API gateways, VPC endpoints, Client VPN endpoints and resolver endpoints with their interfaces.
import type { ApiGateway, ApiIntegration } from '#language/network/api-gateway.ts';
import type { ClientVpn } from '#language/network/client-vpn.ts';
import type { ResolverEndpoint } from '#language/network/dns.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import { inspectsPackets, type VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Explicit } from './explicit.ts';
import { interfaceOf, type Surroundings, serviceInterfaces } from './interfaces.ts';
import type {
  ApiGatewayPart,
  ClientVpnPart,
  EndpointPart,
  IntegrationPart,
  LoadBalancerPart,
  ResolverEndpointPart,
  TargetGroupPart,
  TargetPart,
} from './parts.ts';

/**
 * A load balancer with one node in each subnet. Internet-facing unless stated; cross-zone on for an ALB, off for
 * an NLB, a GWLB and a CLB that the API creates; an NLB without groups has none, and a GWLB never has any, nor public addresses.
 * Source: Elastic Load Balancing API, CreateLoadBalancer and SetSecurityGroups; "How Elastic Load Balancing works".
 */
export function explicitLoadBalancer(around: Surroundings, part: LoadBalancerPart): Explicit<LoadBalancer> {
  const { subnets, elasticIps, securityGroups, ...balancer } = part;
  const { kind, id, vpc } = balancer;
  const scheme = kind === 'gwlb' ? 'internal' : (part.scheme ?? 'internet-facing');
  const ipAddressType = part.ipAddressType ?? 'ipv4';
  const isPublic = scheme === 'internet-facing' && ipAddressType !== 'dualstack-without-public-ipv4';
  const standard = kind === 'nlb' || kind === 'gwlb' ? 'none' : around.defaultGroups.get(vpc);
  const groups = securityGroups ?? (standard === undefined || standard === 'none' ? 'none' : [standard]);
  const nodes = subnets.map((subnet, index) =>
    interfaceOf(around, {
      id: partId(id, 'node', index + 1),
      owner: id,
      subnet,
      securityGroups: groups,
      sourceDestCheck: true,
      privateAddresses: [],
      publicAddresses: isPublic ? [elasticIps[index] ?? 'assigned'] : [],
      families: ipAddressType === 'ipv4' ? [4] : [4, 6],
    }),
  );
  const { crossZone = kind === 'alb', enforcesOnPrivateLink = true } = part;
  return { ...balancer, scheme, ipAddressType, crossZone, enforcesOnPrivateLink, nodes };
}

/** The kinds of what target groups name. */
export type KindOf = ReadonlyMap<EntityId, Workload['kind'] | LoadBalancer['kind']>;

/**
 * A target group. Unless stated, workloads whose address belongs to an instance are instance targets, and pods are ip targets. An
 * NLB preserves the client's address for instance targets, and for all UDP. Source: Elastic Load Balancing, "Edit target group
 * attributes for your Network Load Balancer".
 */
export function explicitTargetGroup({ targetType, ...part }: TargetGroupPart, kindOf: KindOf): Explicit<TargetGroup> {
  const targets = part.targets.map((target) => targetOf(target, part.port, targetType, kindOf));
  const keepsByDefault = part.protocol === 'udp' || targets.some(({ type }) => type === 'instance' || type === 'alb');
  return {
    ...part,
    protocol: part.protocol ?? 'tcp',
    targets,
    family: part.family ?? 4,
    preserveClientIp: part.preserveClientIp ?? keepsByDefault,
  };
}

function targetOf(part: TargetPart, port: number, chosen: 'instance' | 'ip' | undefined, kindOf: KindOf): Target {
  const { resource = part.id } = part;
  if (part.unknown !== undefined) return { ...part, resource, type: 'unknown', port: part.port ?? port };
  const kind = kindOf.get(resource);
  return { ...part, resource, type: kind === undefined ? 'ip' : targetType(kind, chosen), port: part.port ?? port };
}

function targetType(kind: Workload['kind'] | LoadBalancer['kind'], chosen: 'instance' | 'ip' | undefined): Target['type'] {
  if (kind === 'alb' || kind === 'nlb' || kind === 'clb' || kind === 'gwlb') return 'alb';
  if (kind === 'lambda') return 'lambda';
  return chosen ?? (kind === 'instance' || kind === 'node' || kind === 'fleet' ? 'instance' : 'ip');
}

/**
 * An API gateway. A VPC link has one interface in each of its subnets; a private API has no public address.
 * Source: API Gateway guide, "Set up VPC links V2", "Private REST APIs in API Gateway".
 */
export function explicitApi(around: Surroundings, { isPrivate, ...part }: ApiGatewayPart): Explicit<ApiGateway> {
  const address = isPrivate ? undefined : around.pool.publicAddress();
  return { ...part, ...(address && { address }), integration: integrationOf(around, part.integration, part.id) };
}

function integrationOf(around: Surroundings, part: IntegrationPart, api: EntityId): Explicit<ApiIntegration> {
  if (part.kind !== 'vpc-link') return part;
  const { kind, loadBalancer, subnets, securityGroups, unknownSubnets } = part;
  return {
    kind,
    ...(unknownSubnets && { unknownSubnets }),
    interfaces: serviceInterfaces(around, api, 'link', subnets, securityGroups),
    loadBalancer,
  };
}

/**
 * A VPC endpoint with one interface in each subnet. A gateway endpoint has none; one of a gateway load balancer passes on packets of
 * others and carries no security groups. Source: AWS PrivateLink Guide; Amazon EC2 API, CreateVpcEndpoint and CreateInstanceConnectEndpoint.
 */
export function explicitEndpoint(around: Surroundings, part: EndpointPart): Explicit<VpcEndpoint> {
  const { subnets, securityGroups, ...endpoint } = part;
  const { id, type = 'interface' } = endpoint;
  const passesOn = inspectsPackets({ type });
  const interfaces = serviceInterfaces(
    around,
    id,
    'interface',
    type === 'gateway' ? [] : subnets,
    passesOn ? 'none' : securityGroups,
  );
  return { ...endpoint, type, interfaces: interfaces.map((one) => ({ ...one, sourceDestCheck: !passesOn })) };
}

/**
 * A Client VPN endpoint with one interface in each associated subnet. An internet gateway translates their addresses, so they have public ones.
 * Source: AWS Client VPN Administrator Guide, "Access to the internet using Client VPN".
 */
export function explicitClientVpn(around: Surroundings, part: ClientVpnPart): Explicit<ClientVpn> {
  const { subnets, securityGroups, ...vpn } = part;
  return { ...vpn, interfaces: serviceInterfaces(around, vpn.id, 'interface', subnets, securityGroups, ['assigned']) };
}

/** A resolver endpoint with one interface in each subnet. Source: Amazon Route 53 Developer Guide, "Considerations when creating inbound and outbound endpoints". */
export function explicitResolverEndpoint(around: Surroundings, part: ResolverEndpointPart): Explicit<ResolverEndpoint> {
  const { subnets, securityGroups, ...endpoint } = part;
  return { ...endpoint, interfaces: serviceInterfaces(around, endpoint.id, 'interface', subnets, securityGroups) };
}
