import type { RelatedFinding } from '#language/network/finding.ts';
import type { Interface } from '#language/network/interface.ts';
import { type LoadBalancer, listenerTraffic } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, portTraffic, type Traffic } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import { rulesFor } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security groups of a resource do not allow the port that it listens on.
 *
 * The security groups of a load balancer must allow the ports of its listeners, and those of a database the port of its engine.
 * Here they have inbound rules, but none for this port. Add the port, or correct it. Groups without any inbound rule are
 * reported as `sg-no-inbound`.
 *
 * Source: Elastic Load Balancing, "Security groups for your Application Load Balancer"; Amazon RDS User Guide, "Controlling
 * access with security groups".
 */
export const sgPortClosed: Rule = { code: 'sg-port-closed', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) yield* closedListeners(balancer);
  for (const workload of network.workloads) yield* closedService(workload);
}

function* closedListeners({ name, listeners, nodes: [node] }: LoadBalancer): Iterable<Remark> {
  if (node === undefined) return;
  for (const listener of listeners) {
    const { id } = listener;
    const traffic = listenerTraffic(listener);
    if (!isClosed(node, traffic)) continue;
    const message = `No client can reach this listener: the security groups of ${name} have no inbound rule for ${formatTraffic(traffic)}. Add one.`;
    yield { subject: id, aspect: { of: 'port' }, message, related: groupsOf(node) };
  }
}

function* closedService({ id, kind, name, port, interfaces: [own] }: Workload): Iterable<Remark> {
  if ((kind !== 'database' && kind !== 'cache') || port === undefined || own === undefined) return;
  const traffic = portTraffic('tcp', port);
  if (!isClosed(own, traffic)) return;
  const message = `No client can reach ${name}: its security groups have no inbound rule for its port, ${formatTraffic(traffic)}. Add one.`;
  yield { subject: id, aspect: { of: 'security-groups' }, message, related: groupsOf(own) };
}

/** Whether the security groups allow some inbound traffic, but not this. */
function isClosed(own: Interface, traffic: Traffic): boolean {
  const letsSomebodyIn = own.securityGroups?.some(({ rules }) => rules.some(({ direction }) => direction === 'ingress'));
  return letsSomebodyIn === true && rulesFor(own, 'ingress', traffic)?.length === 0;
}

function groupsOf({ securityGroups }: Interface): readonly RelatedFinding[] {
  return (securityGroups ?? []).map(({ id, name }) => ({ subject: id, message: `${name} is declared here.` }));
}
