// A network → built from namespaces, its connections compared with the traces of the engine.
import { formatAddress, formatSocket } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener as Listening, LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import type { Decision } from '#language/trace/decision/decision.ts';
import type { Query } from '#language/trace/query.ts';
import type { Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { isPlayed, isRelay, relaysOf } from './balancer.ts';
import { compile } from './compile.ts';
import type { Listener, Machine, Outcome, Question, Seen, Watched } from './machine.ts';
import { Names } from './names.ts';
import { TAKE_DOWN } from './plan.ts';
import { type Asked, balancerEnds, endsOf, outsideEnds, portsOf, questionsOf } from './questions.ts';

/** What was compared, and every difference in words. */
export interface Comparison {
  readonly sent: number;
  readonly reached: number;
  readonly answered: number;
  /** The engine says that it depends on the port that NAT chooses. The kernel tries one port, which proves nothing. */
  readonly depends: number;
  /** The engine says that it does not know. */
  readonly unknown: number;
  /** On paths that are not built here, or with behaviour of AWS that the kernel does not have. */
  readonly leftOut: number;
  /** Connections for which engine and kernel agree. */
  readonly agreed: number;
  readonly differences: readonly string[];
}

interface Case extends Asked {
  readonly traced: Trace;
  readonly question: Question;
  readonly there: string;
  /** Whether a load balancer forwards the packet to a target. */
  readonly isPassedOn: boolean;
}

interface Front {
  readonly balancer: LoadBalancer;
  readonly node: Interface;
  readonly listener: Listening;
}

/** Milliseconds without any packet after which a round ends. `PATIENT` is for questions with another answer than the engine's. */
const QUIET = 25;
const PATIENT = 1500;
const ROUND = 250;

/** Builds the network on the machine, opens connections and compares. `choose` gives a number from 0 to below its argument. */
export async function compare(machine: Machine, network: Network, choose: (below: number) => number): Promise<Comparison> {
  const names = new Names(network);
  const ports = portsOf(network, choose);
  const cases = questionsOf(network, names, ports, choose).map((asked) => caseOf(network, names, asked));
  const decided = cases.filter(({ traced }) => traced.verdict !== 'unknown');
  const comparable = decided.filter(({ traced, query }) => isBuilt(network, traced, query) && !isBeyondKernel(traced));
  const certain = comparable.filter(({ traced }) => !dependsOnPort(traced));
  const listeners = [...listenersOf(network, names, ports), ...relaysOf(network, names)];
  const watched = [...endsOf(network), ...balancerEnds(network)].map((end) => ({
    namespace: names.of(end),
    address: formatAddress(end.address),
  }));
  const results: { readonly one: Case; readonly outcome: Outcome }[] = [];
  await machine.run(TAKE_DOWN);
  await machine.run(
    compile(
      network,
      names,
      outsideEnds(network).map(({ address }) => address),
    ),
  );
  for (let start = 0; start < certain.length; start += ROUND) {
    const round = certain.slice(start, start + ROUND);
    const outcome = await ask(machine, watched, listeners, round, QUIET);
    const doubtful = round.filter((one) => differences(one, outcome).length > 0);
    // A busy machine may be late, so "dropped" needs a longer wait.
    const again = doubtful.length === 0 ? outcome : await ask(machine, watched, listeners, doubtful, PATIENT);
    results.push(...round.map((one) => ({ one, outcome: doubtful.includes(one) ? again : outcome })));
  }
  return {
    sent: certain.length,
    reached: results.filter(({ one, outcome }) => arrival(one, outcome) !== undefined).length,
    answered: results.filter(({ one, outcome }) => isAnswered(one, outcome)).length,
    depends: comparable.length - certain.length,
    unknown: cases.length - decided.length,
    leftOut: decided.length - comparable.length,
    agreed: results.filter(({ one, outcome }) => differences(one, outcome).length === 0).length,
    differences: results.flatMap(({ one, outcome }) => differences(one, outcome)),
  };
}

function caseOf(network: Network, names: Names, asked: Asked): Case {
  const { query, identifier } = asked;
  const traced = trace(network, query);
  const { source, destination, destinationPort } = traced.packet;
  return {
    ...asked,
    traced,
    there: names.of(query.to),
    isPassedOn: isPassedOn(network, query),
    question: {
      namespace: names.of(query.from),
      protocol: String(query.protocol),
      source: formatAddress(source),
      port: identifier,
      destination: formatAddress(destination),
      toPort: destinationPort?.number ?? 0,
    },
  };
}

/** All ends listen on all ports, because services are not under test. */
function listenersOf(network: Network, names: Names, ports: readonly number[]): readonly Listener[] {
  return endsOf(network).flatMap((end) =>
    ports.flatMap((port) =>
      (['tcp', 'udp'] as const).map((protocol) => ({
        namespace: names.of(end),
        protocol,
        address: formatAddress(end.address),
        port,
      })),
    ),
  );
}

async function ask(
  machine: Machine,
  watched: readonly Watched[],
  listeners: readonly Listener[],
  cases: readonly Case[],
  quiet: number,
): Promise<Outcome> {
  return machine.ask(
    watched,
    listeners,
    cases.map(({ question }) => question),
    quiet,
  );
}

/**
 * The first packet as the receiver saw it, or the target of a load balancer. Its source port is still the identifier: every
 * translation keeps a port that is free.
 */
function arrival({ question, query, there, isPassedOn }: Case, { seen }: Outcome): Seen | undefined {
  const own = formatAddress(query.to.address);
  return seen.find((one) => {
    if (one.protocol !== question.protocol || one.port !== question.port) return false;
    return isPassedOn || (one.namespace === there && one.destination === own && one.toPort === question.toPort);
  });
}

function isAnswered({ question: { protocol, port } }: Case, { answered }: Outcome): boolean {
  return answered.has(`${protocol} ${port}`);
}

function differences(one: Case, outcome: Outcome): readonly string[] {
  const { traced } = one;
  const found: string[] = [];
  const seen = arrival(one, outcome);
  const arrives = isOpen(traced.forward);
  const answered = traced.verdict === 'delivered';
  if (arrives !== (seen !== undefined))
    found.push(`the engine says it ${arrives ? 'arrives' : 'is lost'}, the kernel the opposite`);
  if (answered !== isAnswered(one, outcome))
    found.push(`the engine says it is ${answered ? '' : 'not '}answered, the kernel the opposite`);
  const packet = traced.forward.findLast(({ step }) => step === 'deliver')?.packet;
  if (arrives && seen !== undefined && packet !== undefined && !sameTuple(packet, seen)) {
    const source = formatSocket(packet.source, packet.sourcePort?.number);
    found.push(
      `the engine shows ${source} -> ${formatAddress(packet.destination)}, the kernel ${seen.source}:${seen.port} -> ${seen.destination}`,
    );
  }
  if (arrives && isOpen(traced.return))
    found.push(...traced.nextConnections.flatMap((next) => nextDifferences(one, next, outcome)));
  return found.map((text) => `${questionText(one)}: ${text}${blockersText(traced)}`);
}

/** The connection that a relay opens behind the one it terminated: from its own address, here with the client's port to identify it. */
function nextDifferences({ question }: Case, { to, packet, forward }: Trace, { seen }: Outcome): readonly string[] {
  // A function is invoked and receives no packets.
  if (forward.some(({ kind }) => kind === 'lambda')) return [];
  const last = forward.at(-1)?.packet ?? packet;
  const arrived = seen.some(
    (one) => one.port === question.port && sameTuple(last, one) && one.toPort === last.destinationPort?.number,
  );
  return arrived === isOpen(forward)
    ? []
    : [`the engine says that ${to} ${arrived ? 'does not receive' : 'receives'} the next connection, the kernel the opposite`];
}

function isOpen(hops: Trace['forward']): boolean {
  return hops.every(({ allowed }) => allowed);
}

function sameTuple({ source, sourcePort, destination }: Packet, seen: Seen): boolean {
  const portFits = sourcePort === undefined || (sourcePort.range.from <= seen.port && seen.port <= sourcePort.range.to);
  return formatAddress(source) === seen.source && formatAddress(destination) === seen.destination && portFits;
}

/** These end inside AWS, so Linux cannot reproduce them. */
const NOT_BUILT: ReadonlySet<string> = new Set([
  'vpn',
  'direct-connect',
  'endpoint',
  'client-vpn',
  'resolver-endpoint',
  'kubernetes-service',
]);

function isBuilt(network: Network, traced: Trace, { to, port }: Query): boolean {
  const hops = [...traced.forward, ...traced.return];
  const nodePorts = network.kubernetesServices.map(({ nodePort }) => nodePort);
  if (hops.some(({ kind, packet }) => NOT_BUILT.has(kind) || nodePorts.includes(packet.destinationPort?.number ?? 0)))
    return false;
  const front = frontOf(network, to, port);
  return front === undefined || isPlayed(network, front.balancer, front.node, front.listener);
}

function isPassedOn(network: Network, { to, port }: Query): boolean {
  const front = frontOf(network, to, port);
  return front !== undefined && !isRelay(front.balancer, front.listener);
}

function frontOf(network: Network, { id, interface: node }: ConnectionEnd, port: number | undefined): Front | undefined {
  const balancer = network.byId.get(id);
  if (node === undefined || (balancer?.kind !== 'alb' && balancer?.kind !== 'nlb' && balancer?.kind !== 'clb')) return undefined;
  const listener = balancer.listeners.find((one) => one.port === port);
  return listener && { balancer, node, listener };
}

/**
 * Documented behaviour that the kernel lacks is left out. Security group references do not match behind a middlebox, although the
 * address does (Amazon VPC User Guide, "Security group rules"). An appliance must see both directions ("Gateway route tables"): a
 * firewall of Linux holds TCP to that, but lets through a UDP reply that returns by another path.
 */
function isBeyondKernel({ blockers, packet }: Trace): boolean {
  if (blockers.some(({ code }) => code === 'SG_REFERENCES_NOT_PRESERVED')) return true;
  return packet.protocol !== 'tcp' && blockers.some(({ hop: { decision } }) => missesState(decision));
}

/** Whether an appliance drops a reply whose request it did not see, or sees no reply. */
function missesState(decision: Decision): boolean {
  if (decision.kind === 'inspection') return decision.result === 'no-state';
  return decision.kind === 'asymmetric-path' && decision.result === 'appliance-bypassed';
}

/** Whether only the choice of a port blocks the packet. */
function dependsOnPort({ blockers, nextConnections }: Trace): boolean {
  return blockers.some(({ intermittent }) => intermittent) || nextConnections.some(dependsOnPort);
}

function questionText({ query, question }: Case): string {
  const { protocol, source, port, destination, toPort } = question;
  return `${query.from.id} -> ${query.to.id} (${protocol} ${source}:${port} -> ${destination}:${toPort})`;
}

function blockersText({ blockers }: Trace): string {
  return blockers.map(({ direction, code, by }) => `\n      ${direction}: ${code} by ${by}`).join('');
}
