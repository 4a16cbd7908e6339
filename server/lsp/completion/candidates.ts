// The resources that are valid in a place: the types of the grammar are not precise enough.
import { type AstNode, AstUtils } from 'langium';
import {
  isApiGateway,
  isClientRouteProperty,
  isClientVpn,
  isForwardTarget,
  isInternetGateway,
  isInvokeIntegration,
  isLoadBalancer,
  isNodeProperty,
  isOutsideNetwork,
  isPodTarget,
  isResolverEndpoint,
  isRoute,
  isServesProperty,
  isSubnet,
  isTarget,
  isThroughProperty,
  isVpcEndpoint,
  isVpcLinkIntegration,
  isWeightedGroup,
  isWorkload,
  isZoneRecord,
  type LoadBalancer,
  type VpcEndpoint,
  type Workload,
} from '#language/ast/generated/ast.ts';
import { kindIs } from '#language/network/kinds.ts';
import { inspectsPackets } from '#language/network/vpc-endpoint.ts';

/** Whether a resource is of use in a place where the grammar allows its type. */
export function isUseful(candidate: AstNode, place: AstNode): boolean {
  if (isServesProperty(place)) return isServed(candidate, AstUtils.getContainerOfType(place, isVpcEndpoint)?.type);
  if (isRoute(place) && isInternetGateway(place.$container) && !isInspecting(candidate)) return false;
  if (isVpcEndpoint(candidate)) return isUsefulEndpoint(candidate, place);
  if (isLoadBalancer(candidate)) return isUsefulBalancer(candidate, place);
  if (isWorkload(candidate)) return isUsefulWorkload(candidate, place);
  if (isResolverEndpoint(candidate)) return isUsefulResolver(candidate.direction, place);
  if (isWeightedGroup(place)) return AstUtils.getContainerOfType(place, isLoadBalancer)?.kind !== 'clb';
  if (isSubnet(candidate) && isClientRouteProperty(place)) return isAssociated(candidate, place);
  return true;
}

/** The route table of an internet gateway leads to what inspects packets. Source: Amazon VPC User Guide, "Gateway route tables". */
function isInspecting(candidate: AstNode): boolean {
  return isVpcEndpoint(candidate) || (isWorkload(candidate) && kindIs(candidate.kind, 'routeTarget'));
}

function isServed(candidate: AstNode, type: VpcEndpoint['type'] | undefined): boolean {
  const isGateway = isLoadBalancer(candidate) && candidate.kind === 'gwlb';
  if (type === 'gateway-load-balancer') return isGateway;
  if (type === 'gateway') return !isLoadBalancer(candidate) && !isApiGateway(candidate);
  return !isGateway && (!isLoadBalancer(candidate) || candidate.kind === 'nlb');
}

function isUsefulEndpoint(candidate: VpcEndpoint, place: AstNode): boolean {
  if (isRoute(place)) return inspectsPackets(candidate);
  return !isZoneRecord(place) || candidate.type === 'interface';
}

function isUsefulBalancer({ kind }: LoadBalancer, place: AstNode): boolean {
  if (isTarget(place)) return kind === 'alb' && AstUtils.getContainerOfType(place, isLoadBalancer) === undefined;
  if (isVpcLinkIntegration(place)) return kind === 'alb' || kind === 'nlb';
  return !isZoneRecord(place) || kind !== 'gwlb';
}

function isUsefulWorkload({ kind }: Workload, place: AstNode): boolean {
  if (isRoute(place)) return kindIs(kind, 'routeTarget');
  if (isPodTarget(place)) return kind === 'pod';
  if (isInvokeIntegration(place)) return kind === 'lambda';
  if (isOutsideNetwork(place)) return kindIs(kind, 'forwards');
  if (isNodeProperty(place)) return kind === 'node' || kind === 'instance';
  if (isForwardTarget(place) || isZoneRecord(place)) return kind !== 'lambda';
  const isOfBalancer = isTarget(place) && AstUtils.getContainerOfType(place, isLoadBalancer) !== undefined;
  return !isOfBalancer || kind === 'fleet' || (kindIs(kind, 'machine') && kind !== 'pod');
}

function isUsefulResolver(direction: 'inbound' | 'outbound', place: AstNode): boolean {
  if (isForwardTarget(place)) return direction === 'inbound';
  return !isThroughProperty(place) || direction === 'outbound';
}

/** Whether a subnet is associated with the endpoint of the route; all are as long as none is. */
function isAssociated(candidate: AstNode, place: AstNode): boolean {
  const lines = AstUtils.getContainerOfType(place, isClientVpn)?.properties ?? [];
  const associated = lines.flatMap((line) => (line.$type === 'SubnetsProperty' ? line.subnets.map(({ ref }) => ref) : []));
  return associated.length === 0 || associated.some((subnet) => subnet === candidate);
}
