// Where one connection ends and another begins: what a load balancer or an API gateway opens behind it.
// Source: Elastic Load Balancing, "Application Load Balancers"; API Gateway guide, private integrations; AWS Lambda guide, network configuration.
import { shortName } from '#language/network/id.ts';
import type { ApiGateway, Interface, Network, Workload } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { type Endpoint, endpointsAt, outsideAt } from './endpoint.ts';
import type { Choices } from './journal.ts';
import type { End } from './location.ts';
import type { Query } from './query.ts';
import type { Blocker, DropCode, Hop, Trace } from './result.ts';
import { type Choice, choicesAt, groupsBehind, onlyRedirects } from './targets.ts';

/** The connections that follow. `ok`: there are none to make, or one of them works. */
export interface Legs {
  readonly ok: boolean;
  readonly traces: readonly Trace[];
  /** Why nothing works behind, if nothing does. */
  readonly blockers: readonly Blocker[];
}

const NONE: Legs = { ok: true, traces: [], blockers: [] };

/** Opens the connections that follow from the end of another one. */
export function legsAfter(network: Network, end: End, ports: Choices['ports'], open: (query: Query) => Trace): Legs {
  if (end.kind === 'called') return behindApi(network, end.api, end.packet, open);
  if (end.kind === 'arrived') return behindEndpoint(network, end, open);
  if (end.kind !== 'balanced' || onlyRedirects(end.listener)) return NONE;
  return behindListener(network, end, ports, open);
}

/** Behind an endpoint of AWS PrivateLink: an API, or the network load balancer of a service of one's own, whose targets see its nodes. */
function behindEndpoint(network: Network, { packet, interface: door }: Arrived, open: (query: Query) => Trace): Legs {
  const endpoint = network.byId.get(door.owner);
  if (endpoint?.kind !== 'endpoint') return NONE;
  const served = endpoint.serves.flatMap((id) => network.byId.get(id) ?? []);
  const api = served.find((thing) => thing.kind === 'api-gateway');
  if (api !== undefined) return behindApi(network, api, packet, open);
  const balancer = network.loadBalancers.find(({ id }) => endpoint.serves.includes(id));
  const listener = balancer?.listeners.find(({ port }) => port === packet.destinationPort?.number);
  if (balancer === undefined || listener === undefined) return NONE;
  const behind = balancer.nodes.map((node) => toTargets(network, { packet, interface: node, balancer, listener }, open));
  return behind.find(({ ok }) => ok) ?? behind[0] ?? NONE;
}

type Arrived = Extract<End, { readonly kind: 'arrived' }>;
type Balanced = Omit<Extract<End, { readonly kind: 'balanced' }>, 'kind'>;

// What a node opens behind a listener does not depend on who asked: it is found once for each node, listener, family and choice of ports.
const KNOWN = new WeakMap<Network, WeakMap<Interface, Map<string, Legs>>>();

function behindListener(network: Network, end: Balanced, ports: Choices['ports'], open: (query: Query) => Trace): Legs {
  // A function is told of the client's packet.
  const callsFunctions = groupsBehind(network, end.listener).some(({ targets }) => targets.some(({ type }) => type === 'lambda'));
  if (callsFunctions) return toTargets(network, end, open);
  const nodes = KNOWN.get(network) ?? new WeakMap<Interface, Map<string, Legs>>();
  KNOWN.set(network, nodes);
  const known = nodes.get(end.interface) ?? new Map<string, Legs>();
  nodes.set(end.interface, known);
  const key = `${end.listener.id} ${end.packet.destination.family} ${ports}`;
  const found = known.get(key) ?? toTargets(network, end, open);
  known.set(key, found);
  return found;
}

function toTargets(network: Network, end: Balanced, open: (query: Query) => Trace): Legs {
  const { balancer, listener, interface: node } = end;
  const { choices, exclusions } = choicesAt(network, balancer, node, listener);
  const traces = choices.flatMap((choice) => toTarget(network, node, choice, end.packet, open));
  if (traces.some(({ verdict }) => verdict !== 'dropped')) return { ok: true, traces, blockers: [] };
  const excluded = exclusions.map(({ target, code, reason }) =>
    blocked(balancer.id, code, `${balancer.kind} ${balancer.name}`, reason, target.id),
  );
  const found = unique([...traces.flatMap(({ blockers }) => blockers), ...excluded]);
  const reason = `No target is registered behind ${listener.protocol} ${listener.port}.`;
  const empty = blocked(
    balancer.id,
    'ELBV2_LISTENER_HAS_NO_TG',
    `listener ${listener.protocol} ${listener.port}`,
    reason,
    listener.id,
  );
  return { ok: false, traces, blockers: found.length > 0 ? found : [empty] };
}

/** Targets that share a rule are refused by it once. */
function unique(blockers: readonly Blocker[]): readonly Blocker[] {
  const key = ({ leg, at, code, by, reason }: Blocker): string => [leg, at, code, by, reason].join('\n');
  return [...new Map(blockers.map((blocker) => [key(blocker), blocker])).values()];
}

function blocked(at: Blocker['at'], code: DropCode, by: string, reason: string, decidedBy: Blocker['at']): Blocker {
  return { leg: 'forward', at, code, by, reason, decidedBy, partly: false };
}

function toTarget(
  network: Network,
  node: Interface,
  choice: Choice,
  packet: Packet,
  open: (query: Query) => Trace,
): readonly Trace[] {
  const { target, interface: iface, address } = choice;
  const thing = network.byId.get(target.thing);
  if (target.type === 'lambda' && thing?.kind === 'lambda') {
    const caller = network.byId.get(node.owner);
    return caller === undefined ? [] : [invocation(caller.id, caller.kind, thing, packet)];
  }
  const from = endpointOn(network, node, packet);
  // Targets are known by their private addresses, also a load balancer that faces the internet.
  const own = iface && endpointOn(network, iface, packet);
  const to =
    own === undefined ? address && { ...outsideAt(network, address), written: address } : { ...own, written: own.address };
  return from === undefined || to === undefined ? [] : [open({ from, to, protocol: 'tcp', port: target.port })];
}

function behindApi(network: Network, api: ApiGateway, packet: Packet, open: (query: Query) => Trace): Legs {
  const { integration } = api;
  const by = `api-gateway ${api.name}`;
  if (integration.kind === 'none') {
    return {
      ok: false,
      traces: [],
      blockers: [
        blocked(
          api.id,
          'NO_INTEGRATION',
          by,
          `${api.name} has nothing behind it: add a line "invoke …" or "vpc-link …".`,
          api.id,
        ),
      ],
    };
  }
  if (integration.kind === 'lambda') {
    const target = network.byId.get(integration.function);
    return target?.kind === 'lambda' ? { ok: true, traces: [invocation(api.id, api.kind, target, packet)], blockers: [] } : NONE;
  }
  const balancer = network.byId.get(integration.loadBalancer);
  const froms = integration.interfaces.flatMap((iface) => endpointsAt(network, iface));
  const nodes = balancer?.kind === 'alb' || balancer?.kind === 'nlb' ? balancer.nodes : [];
  // The link speaks to private addresses, also of a balancer that faces the internet.
  const tos = nodes.flatMap((node) => endpointsAt(network, node)).map((end) => ({ ...end, written: end.address }));
  const legs = froms.flatMap((from) =>
    tos.filter((to) => to.address.family === from.address.family).map((to) => open({ from, to, protocol: 'tcp' })),
  );
  const working = legs.find(({ verdict }) => verdict !== 'dropped') ?? legs[0];
  if (working !== undefined) return { ok: working.verdict !== 'dropped', traces: [working], blockers: working.blockers };
  const reason = `The VPC link of ${api.name} needs subnets to stand in: add a line "subnets …" to it.`;
  return { ok: false, traces: [], blockers: [blocked(api.id, 'NO_INTEGRATION', by, reason, api.id)] };
}

function endpointOn(network: Network, iface: Interface, { destination }: Packet): Endpoint | undefined {
  const ends = endpointsAt(network, iface);
  return ends.find(({ address }) => address.family === destination.family) ?? ends[0];
}

/** A call of the Lambda service: permissions decide, no packet crosses the VPC. */
function invocation(caller: Hop['at'], kind: Hop['kind'], target: Workload, packet: Packet): Trace {
  const hop = (at: Hop['at'], of: Hop['kind'], step: Hop['step'], reason: string): Hop => ({
    at,
    kind: of,
    step,
    by: 'Lambda service',
    allowed: true,
    packet,
    reason,
    assumed: false,
    decidedBy: at,
  });
  const name = shortName(target.id);
  return {
    verdict: 'delivered',
    direction: 'internal',
    packet,
    from: caller,
    to: target.id,
    forward: [
      hop(
        caller,
        kind,
        'forward',
        `${shortName(caller)} invokes ${name} through the Lambda service; no packet enters a VPC for it.`,
      ),
      hop(target.id, target.kind, 'deliver', `${name} runs.`),
    ],
    return: [hop(caller, kind, 'deliver', `${shortName(caller)} has the result.`)],
    connections: [],
    blockers: [],
    partly: false,
    legs: [],
  };
}
