// Behind a listener of a load balancer: one connection from the node to each target that it may select.
// Source: Elastic Load Balancing, "Application Load Balancers" and "Network Load Balancers".
import type { Family } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { type ConnectionEnd, connectionEndsAt, outsideAt } from '#language/trace/connection-end.ts';
import { factsOf } from '#language/trace/decision/facts.ts';
import type { Choices } from '#language/trace/journal.ts';
import type { End } from '#language/trace/location.ts';
import { unopened } from '#language/trace/noted.ts';
import type { Query } from '#language/trace/query.ts';
import type { Blocker, Trace } from '#language/trace/result.ts';
import { type Choice, choicesAt } from '#language/trace/targets.ts';
import { invocation } from './invocation.ts';
import { type Disposition, dispositionOf, LazyNextConnections, type NextConnections } from './next-connections.ts';

/** A packet that a listener accepted, and the node at which it arrived. */
export type Balanced = Omit<Extract<End, { readonly kind: 'balanced' }>, 'kind'>;

// The disposition of a node's connections does not depend on the client, so it is computed once for each node, listener and choice of ports.
// The traces are not kept: they would fill the memory in a network with many load balancers.
const dispositions = perObject((_: Network) => perObject((_: Interface) => new Map<string, Disposition>()));

/** The connections from a node of a load balancer to its targets. `open` traces one of them. */
export function behindListener(
  network: Network,
  end: Balanced,
  ports: Choices['ports'],
  open: (query: Query) => Trace,
): NextConnections {
  const known = dispositions(network)(end.interface);
  const key = `${end.listener.id} ${ports}`;
  const disposition = known.get(key) ?? dispositionOf(toTargets(network, end, open));
  known.set(key, disposition);
  return new LazyNextConnections(
    disposition,
    () => toTargets(network, end, open),
    (traces) => blockersBehind(network, end, traces),
  );
}

function* toTargets(network: Network, end: Balanced, open: (query: Query) => Trace): Iterable<Trace> {
  for (const choice of choicesAt(network, end.balancer, end.interface, end.listener).choices) {
    const made = toTarget(network, end, choice, open);
    if (made !== undefined) yield made;
  }
}

function toTarget(
  network: Network,
  { interface: node, packet }: Balanced,
  { target, group, interface: iface, address }: Choice,
  open: (query: Query) => Trace,
): Trace | undefined {
  const resource = network.byId.get(target.resource);
  if (target.type === 'lambda' && resource?.kind === 'lambda') {
    const caller = network.byId.get(node.owner);
    return caller && invocation(caller, resource, packet);
  }
  const from = endOn(network, node, group.family);
  // Targets are registered by their private addresses, also an internet-facing load balancer.
  const own = iface && endOn(network, iface, group.family);
  const to =
    own === undefined ? address && { ...outsideAt(network, address), written: address } : { ...own, written: own.address };
  return from && to && open({ from, to, protocol: 'tcp', port: target.port });
}

function endOn(network: Network, iface: Interface, family: Family): ConnectionEnd | undefined {
  return connectionEndsAt(network, iface).find(({ address }) => address.family === family);
}

function blockersBehind(
  network: Network,
  { balancer, listener, interface: node, packet }: Balanced,
  traces: readonly Trace[],
): readonly Blocker[] {
  const excluded = choicesAt(network, balancer, node, listener).exclusions.map(({ code, decision }) =>
    unopened(balancer, packet, code, decision),
  );
  const found = unique([...traces.flatMap(({ blockers }) => blockers), ...excluded]);
  if (found.length > 0) return found;
  const nothing = { kind: 'listener', balancer, listener, result: 'no-target', decidedBy: listener.id } as const;
  return [unopened(balancer, packet, 'ELBV2_LISTENER_HAS_NO_TG', nothing)];
}

/** A rule that denies packets to several targets is one blocker. */
function unique(blockers: readonly Blocker[]): readonly Blocker[] {
  const key = ({ direction, at, code, hop: { decision } }: Blocker): string =>
    JSON.stringify([direction, at, code, factsOf(decision)]);
  return [...new Map(blockers.map((blocker) => [key(blocker), blocker])).values()];
}
