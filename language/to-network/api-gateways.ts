// API gateways, and what they call.
import type * as ast from '#language/ast/generated/ast.ts';
import type { ApiGatewayPart, IntegrationPart } from '#language/network/build/parts.ts';
import type { EntityId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { statedGroups, statedSubnets } from './stated.ts';
import { unknownSubnetsIn } from './unknown.ts';

/** An API gateway. */
export function apiGatewayPart(reading: Reading, node: ast.ApiGateway, id: EntityId): ApiGatewayPart {
  const [first] = node.integrations;
  return {
    kind: 'api-gateway',
    id,
    name: node.name,
    ...labelOf(node),
    isPrivate: node.visibility === 'private',
    integration: first === undefined ? { kind: 'none' } : integrationPart(reading, first, id),
  };
}

function integrationPart(reading: Reading, node: ast.Integration, id: EntityId): IntegrationPart {
  reading.place(id, { of: 'target' }, node);
  if (node.$type === 'InvokeIntegration') {
    const target = reading.idOf(node.function?.ref);
    return target === undefined ? { kind: 'none' } : { kind: 'lambda', function: target };
  }
  const balancer = node.loadBalancer?.ref;
  const loadBalancer = reading.idOf(balancer);
  if (balancer === undefined || loadBalancer === undefined) return { kind: 'none' };
  if (balancer.kind === 'clb' || balancer.kind === 'gwlb') {
    const message = `A VPC link leads to an alb or an nlb, and ${balancer.name} is a ${balancer.kind}.`;
    reading.report('apigw-link-clb', 'error', id, message, { of: 'target' });
    return { kind: 'none' };
  }
  if (balancer.kind === 'nlb' && node.properties.length === 0) return { kind: 'vpc-link-v1', loadBalancer };
  if (!node.properties.some(({ $type }) => $type === 'SubnetsProperty')) reportNoSubnets(reading, balancer, id);
  const subnets = statedSubnets(reading, node.properties, id);
  const securityGroups = statedGroups(reading, node.properties, id);
  return { kind: 'vpc-link', loadBalancer, subnets, securityGroups, ...unknownSubnetsIn(node.properties) };
}

/** Source: Amazon API Gateway Developer Guide, "Set up VPC links V2" and "Private integration using VPC links V1". */
function reportNoSubnets(reading: Reading, { kind, name }: ast.LoadBalancer, id: EntityId): void {
  const why = kind === 'alb' ? 'A VPC link to an alb has interfaces' : 'A VPC link with security groups has interfaces';
  const message = `${why}: write "vpc-link ${name} { subnets …  security-groups … }".`;
  const other = ' For a VPC link V1, which leads to an nlb over PrivateLink, write no block.';
  reading.report('apigw-link-subnets', 'error', id, kind === 'alb' ? message : message + other, { of: 'target' });
}
