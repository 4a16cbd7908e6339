// A network → the ways into it: from outside through gateways and load balancers to their targets.
import { covers, type Prefix, samePrefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { KubernetesService } from '#language/network/workload.ts';
import { ruleFact } from './facts.ts';
import { facesInternet, gatewayOf, internetOf, leadsOut } from './gateway-of.ts';
import type { Link } from './link.ts';
import { balancerLinks } from './targets.ts';

/** Every way in that routes and rules allow, and the links of internal load balancers to their targets. */
export function ingressLinks(network: Network): readonly Link[] {
  const entries = [
    ...network.loadBalancers.flatMap((one) => balancerEntries(network, one)),
    ...network.workloads.flatMap((one) => entriesTo(network, one.id, one.interfaces, undefined)),
    ...network.apiGateways.flatMap((one) => apiLinks(network, one)),
  ];
  const entered = enteredFrom(network, entries);
  return [
    ...entries,
    ...network.loadBalancers.flatMap((one) => balancerLinks(network, one, entered.has(one.id) ? 'ingress' : 'internal')),
    ...network.kubernetesServices.flatMap((one) => serviceLinks(network, one, entered)),
  ];
}

/** From the nodes whose port a target group names to the service, and from the service to its pods. */
function serviceLinks(
  { targetGroups }: Network,
  { id, nodePort, workers, pods }: KubernetesService,
  entered: ReadonlySet<EntityId>,
): readonly Link[] {
  const targetNodes = new Set(
    targetGroups
      .flatMap(({ targets }) => targets)
      .filter(({ resource, port, type }) => type === 'instance' && port === nodePort && workers.includes(resource))
      .map(({ resource }) => resource),
  );
  const isEntered = [...targetNodes].some((node) => entered.has(node));
  const role = isEntered ? 'ingress' : 'internal';
  return [
    ...[...targetNodes].map((from): Link => ({ from, to: id, role, facts: [`Port ${nodePort} of the node`] })),
    ...pods.map(({ pod, port }): Link => ({ from: id, to: pod, role, label: `:${port}`, facts: [] })),
  ];
}

/** From outside to the gateway, and from the gateway to an internet-facing load balancer. */
function balancerEntries(network: Network, balancer: LoadBalancer): readonly Link[] {
  if (balancer.scheme !== 'internet-facing') return [];
  const ports = balancer.listeners.map(({ protocol, port }) => `${protocol} ${port}`).join(', ');
  return entriesTo(network, balancer.id, balancer.nodes, ports);
}

/** `ports`: what the resource listens on. Default: the open ports of its security groups. */
function entriesTo(
  network: Network,
  resource: EntityId,
  interfaces: readonly Interface[],
  ports: string | undefined,
): readonly Link[] {
  return interfaces.filter(facesInternet).flatMap((one) => {
    const gateway = gatewayOf(one.subnet);
    const rules = outsideRules(network, one);
    if (gateway === undefined || (rules.length === 0 && one.securityGroups !== undefined)) return [];
    const label = ports ?? [...new Set(rules.map(({ traffic }) => formatTraffic(traffic)))].join(', ');
    return [
      ...sourcesOf(network, rules).map((source): Link => ({ from: source, to: gateway, role: 'ingress', facts: [] })),
      { from: gateway, to: resource, role: 'ingress', ...(label !== '' && { label }), facts: rules.map(ruleFact) },
    ];
  });
}

/** The ingress rules that allow anything that can come in by an internet gateway: nothing private, and no network behind an instance. */
function outsideRules({ outside }: Network, { securityGroups, subnet }: Interface): readonly SecurityGroupRule[] {
  const others = [
    ...subnet.vpc.prefixes,
    ...outside.filter(({ behind }) => behind !== undefined).flatMap(({ prefixes }) => prefixes),
  ];
  const isElsewhere = (prefix: Prefix): boolean => !leadsOut(prefix) || others.some((block) => covers(block, prefix));
  return (securityGroups ?? [])
    .flatMap(({ rules }) => rules)
    .filter(({ direction, peer }) => direction === 'ingress' && peer.kind === 'prefixes' && !peer.prefixes.every(isElsewhere));
}

/** The declared hosts and networks that the rules name; the internet for any other address. */
function sourcesOf(network: Network, rules: readonly SecurityGroupRule[]): readonly EntityId[] {
  const prefixes = rules.flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : []));
  const sources = prefixes.map(
    (prefix) => network.outside.find((one) => one.prefixes.some((own) => samePrefix(own, prefix)))?.id,
  );
  const internet = internetOf(network);
  return [...new Set(sources.length === 0 ? internet : sources.flatMap((source) => source ?? internet))];
}

function apiLinks(network: Network, { id, address, integration }: ApiGateway): readonly Link[] {
  const callers = address === undefined ? [] : internetOf(network);
  const front = callers.map((internet): Link => ({ from: internet, to: id, role: 'ingress', facts: [] }));
  if (integration.kind === 'none') return front;
  const behind = integration.kind === 'lambda' ? integration.function : integration.loadBalancer;
  return [...front, { from: id, to: behind, role: address === undefined ? 'internal' : 'ingress', facts: [] }];
}

/** What traffic from outside reaches: directly, through an API gateway, or behind another load balancer. */
function enteredFrom(network: Network, entries: readonly Link[]): ReadonlySet<EntityId> {
  const behind = network.loadBalancers.flatMap((one) => balancerLinks(network, one, 'ingress'));
  const entered = new Set(entries.map(({ to }) => to));
  for (const id of entered) {
    for (const { from, to } of behind) if (from === id) entered.add(to);
  }
  return entered;
}
