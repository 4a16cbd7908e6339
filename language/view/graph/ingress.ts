// A network → the ways into it: from outside through gateways and load balancers to their targets.
import { covers, formatPrefix, type Prefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { KubernetesService } from '#language/network/workload.ts';
import { ruleFact } from './facts.ts';
import { facesInternet, gatewayOf, internetOf, leadsOut } from './gateway-of.ts';
import type { Link } from './link.ts';
import { balancerLinks } from './targets.ts';
import { lines, listed } from './texts.ts';

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
    ...[...targetNodes].map((from): Link => ({ from, to: id, role, madeBy: id, facts: [`Port ${nodePort} of the node`] })),
    ...pods.map(({ pod, port }): Link => ({ from: id, to: pod, role, label: `:${port}`, madeBy: id, facts: [] })),
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
    const { sources, open, facts, rules } = openingOf(network, one);
    if (gateway === undefined || (facts.length === 0 && one.securityGroups !== undefined)) return [];
    const label = ports ?? open;
    const madeBy = ports === undefined ? (rules[0] ?? resource) : resource;
    return [
      ...sources.map((source): Link => ({ from: source, to: gateway, role: 'ingress', madeBy: gateway, facts: [] })),
      { from: gateway, to: resource, role: 'ingress', ...(label !== '' && { label }), madeBy, facts },
    ];
  });
}

/** What comes in by an internet gateway: who may send it, on which ports, and by which rules. */
interface Opening {
  readonly sources: readonly EntityId[];
  readonly open: string;
  readonly facts: readonly string[];
  readonly rules: readonly EntityId[];
}

/** The same for all interfaces of a VPC with the same security groups. */
function openingOf(network: Network, { securityGroups = [], subnet }: Interface): Opening {
  const openings = openingsIn(network);
  const key = [subnet.vpc.id, ...securityGroups.map(({ id }) => id)].join(' ');
  const known = openings.get(key);
  if (known !== undefined) return known;
  const rules = outsideRules(network, securityGroups, subnet.vpc);
  const opening = {
    sources: sourcesOf(network, rules),
    open: listed([...new Set(rules.map(({ traffic }) => formatTraffic(traffic)))]),
    facts: lines([...new Set(rules.map(ruleFact))]),
    rules: rules.map(({ id }) => id),
  };
  openings.set(key, opening);
  return opening;
}

const openingsIn = perObject((_: Network) => new Map<string, Opening>());

/** The ingress rules that allow anything that can come in by an internet gateway: nothing private, and no network behind an instance. */
function outsideRules({ outside }: Network, groups: readonly SecurityGroup[], { prefixes }: Vpc): readonly SecurityGroupRule[] {
  const others = [...prefixes, ...outside.filter(({ behind }) => behind !== undefined).flatMap((one) => one.prefixes)];
  const isElsewhere = (prefix: Prefix): boolean => !leadsOut(prefix) || others.some((block) => covers(block, prefix));
  return groups
    .flatMap(({ rules }) => rules)
    .filter(({ direction, peer }) => direction === 'ingress' && peer.kind === 'prefixes' && !peer.prefixes.every(isElsewhere));
}

/** The declared hosts and networks that the rules name; the internet for any other address. */
function sourcesOf(network: Network, rules: readonly SecurityGroupRule[]): readonly EntityId[] {
  const prefixes = rules.flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : []));
  const sources = prefixes.map((prefix) => declaredIn(network).get(formatPrefix(prefix)));
  const internet = internetOf(network);
  return [...new Set(sources.length === 0 ? internet : sources.flatMap((source) => source ?? internet))];
}

/** The first declared host or network with each prefix. */
const declaredIn = perObject(({ outside }: Network) => {
  const owners = outside.flatMap(({ id, prefixes }) => prefixes.map((prefix) => [formatPrefix(prefix), id] as const));
  return new Map(owners.toReversed());
});

function apiLinks(network: Network, { id, address, integration }: ApiGateway): readonly Link[] {
  const callers = address === undefined ? [] : internetOf(network);
  const front = callers.map((internet): Link => ({ from: internet, to: id, role: 'ingress', madeBy: id, facts: [] }));
  if (integration.kind === 'none') return front;
  const behind = integration.kind === 'lambda' ? integration.function : integration.loadBalancer;
  return [...front, { from: id, to: behind, role: address === undefined ? 'internal' : 'ingress', madeBy: id, facts: [] }];
}

/** What traffic from outside reaches: directly, through an API gateway, or behind another load balancer. */
function enteredFrom(network: Network, entries: readonly Link[]): ReadonlySet<EntityId> {
  const behind = groupBy(
    network.loadBalancers.flatMap((one) => balancerLinks(network, one, 'ingress')),
    ({ from }) => from,
  );
  const entered = new Set(entries.map(({ to }) => to));
  for (const id of entered) {
    for (const { to } of behind.get(id) ?? []) entered.add(to);
  }
  return entered;
}
