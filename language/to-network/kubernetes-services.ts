// Kubernetes services of type NodePort: the port of the nodes, the pods behind them.
import type * as ast from '#language/ast/generated/ast.ts';
import type { KubernetesServicePart } from '#language/network/build/parts.ts';
import type { EntityId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';

/** A service of the VPC. */
export function kubernetesServicePart(
  reading: Reading,
  node: ast.KubernetesService,
  id: EntityId,
  vpc: EntityId,
): KubernetesServicePart {
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  const nodePort = node.properties.find((property) => property.$type === 'NodePortProperty')?.port;
  if (nodePort === undefined) {
    const message = `${node.name} needs a port on its nodes. Add a line "node-port 30000", or another port up to 32767.`;
    reading.report('kubernetes-service-no-port', 'error', id, message);
  }
  const policy = node.properties.find((property) => property.$type === 'TrafficPolicyProperty')?.policy;
  return {
    kind: 'kubernetes-service',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    nodePort: nodePort ?? 0,
    pods: podsOf(reading, node, id),
    trafficPolicy: policy,
  };
}

function podsOf(reading: Reading, node: ast.KubernetesService, id: EntityId): KubernetesServicePart['pods'] {
  const listed = node.properties.flatMap((property) => (property.$type === 'PodsProperty' ? property.pods : []));
  const known = listed.flatMap((one) => {
    const { port } = one;
    return port === undefined ? [] : reading.idsOf(one.pod?.ref).map((pod) => ({ node: one, pod, port }));
  });
  for (const [index, one] of known.entries()) reading.place(id, { of: 'pods', index }, one.node);
  return known.map(({ pod, port }) => ({ pod, port }));
}

const ASPECTS = {
  NodePortProperty: 'node-port',
  PodsProperty: 'pods',
  TrafficPolicyProperty: 'external-traffic-policy',
} as const;
