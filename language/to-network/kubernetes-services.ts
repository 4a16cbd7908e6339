// Kubernetes services of type NodePort: the nodes that listen, the pods behind them.
import type * as ast from '#language/ast/generated/ast.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';

/** A service; every node of its VPC takes part, and every machine that one of its pods runs on. Source: Kubernetes documentation, "Service". */
export function kubernetesService(
  reading: Reading,
  node: ast.KubernetesService,
  id: EntityId,
  vpc: Vpc,
  workloads: readonly Workload[],
): KubernetesService {
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  const nodePort = node.properties.find((property) => property.$type === 'NodePortProperty')?.port;
  if (nodePort === undefined) {
    const message = `Say on which port of its nodes ${node.name} is reached: node-port 30000, or another one up to 32767.`;
    reading.report('kubernetes-service-no-port', 'error', id, message);
  }
  const pods = podsOf(reading, node, id);
  const hosts = new Set(workloads.flatMap((one) => (pods.some(({ pod }) => pod === one.id) ? (one.node ?? []) : [])));
  const workers = workloads.filter((one) => hosts.has(one.id) || (one.kind === 'node' && one.vpc === vpc));
  const policy = node.properties.find((property) => property.$type === 'TrafficPolicyProperty')?.policy;
  return {
    kind: 'kubernetes-service',
    id,
    name: node.name,
    ...labelOf(node),
    nodePort: nodePort ?? 0,
    workers: workers.map((one) => one.id),
    pods,
    trafficPolicy: policy ?? 'cluster',
  };
}

function podsOf(reading: Reading, node: ast.KubernetesService, id: EntityId): KubernetesService['pods'] {
  const listed = node.properties.flatMap((property) => (property.$type === 'PodsProperty' ? property.pods : []));
  const known = listed.flatMap((one) => {
    const pod = reading.idOf(one.pod?.ref);
    return pod === undefined || one.port === undefined ? [] : [{ node: one, pod, port: one.port }];
  });
  for (const [index, one] of known.entries()) reading.place(id, { of: 'pods', index }, one.node);
  return known.map(({ pod, port }) => ({ pod, port }));
}

const ASPECTS = {
  NodePortProperty: 'node-port',
  PodsProperty: 'pods',
  TrafficPolicyProperty: 'external-traffic-policy',
} as const;
