// API gateways, and what they call.
import type * as ast from '#language/ast/generated/ast.ts';
import type { ApiGatewayPart, IntegrationPart } from '#language/network/build/parts.ts';
import type { EntityId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { statedGroups, statedSubnets } from './stated.ts';

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
  const loadBalancer = reading.idOf(node.loadBalancer?.ref);
  if (loadBalancer === undefined) return { kind: 'none' };
  const subnets = statedSubnets(reading, node.properties, id);
  return { kind: 'vpc-link', loadBalancer, subnets, securityGroups: statedGroups(reading, node.properties, id) };
}
