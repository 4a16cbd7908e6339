// A network → built out of namespaces, asked, and compared with what the engine says of it.
import { formatAddress, formatSocket } from '#language/network/address.ts';
import type { Interface, Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Endpoint } from '#language/trace/endpoint.ts';
import type { Trace } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';
import { compile } from './compile.ts';
import type { Listener, Machine, Outcome, Question, Seen, Watched } from './machine.ts';
import { INTERNET, Names } from './names.ts';
import { TAKE_DOWN } from './plan.ts';
import { type Asked, endsOf, outsideEnds, portsOf, questionsOf } from './questions.ts';

/** What was compared, and every difference in words. */
export interface Comparison {
  readonly sent: number;
  readonly reached: number;
  readonly answered: number;
  /** The engine says: it depends on the port that a NAT chooses. The kernel chose one, so it proves nothing. */
  readonly depends: number;
  /** The engine says that it does not know. */
  readonly unknown: number;
  /** On ways that are not built here, or where the documents say what the kernel cannot know. */
  readonly leftOut: number;
  readonly differences: readonly string[];
}

interface Case extends Asked {
  readonly told: Trace;
  readonly question: Question;
  readonly there: string;
}

/** Milliseconds without any packet after which all is said; and for those that come out differently, with time for everything. */
const QUIET = 25;
const PATIENT = 1500;
const ROUND = 250;

export async function compare(machine: Machine, network: Network, choose: (below: number) => number): Promise<Comparison> {
  const names = new Names(network);
  const ports = portsOf(network, choose);
  const cases = questionsOf(network, ports, choose).map((asked) => caseOf(network, names, asked));
  const known = cases.filter(({ told }) => told.verdict !== 'unknown');
  const comparable = known.filter(({ told }) => isBuilt(told) && !isBeyondKernel(told));
  const certain = comparable.filter(({ told }) => !dependsOnPort(told));
  const listeners = listenersOf(network, names, ports);
  const watched = endsOf(network).map((end) => ({ namespace: namespaceOf(names, end), address: formatAddress(end.address) }));
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
    // A machine that has much else to do may be late: who says "dropped" must have waited.
    const again = doubtful.length === 0 ? outcome : await ask(machine, watched, listeners, doubtful, PATIENT);
    results.push(...round.map((one) => ({ one, outcome: doubtful.includes(one) ? again : outcome })));
  }
  return {
    sent: certain.length,
    reached: results.filter(({ one, outcome }) => arrival(one, outcome) !== undefined).length,
    answered: results.filter(({ one, outcome }) => isAnswered(one, outcome)).length,
    depends: comparable.length - certain.length,
    unknown: cases.length - known.length,
    leftOut: known.length - comparable.length,
    differences: results.flatMap(({ one, outcome }) => differences(one, outcome)),
  };
}

function caseOf(network: Network, names: Names, asked: Asked): Case {
  const { query, identifier } = asked;
  const told = trace(network, query);
  const { source, destination, destinationPort } = told.packet;
  return {
    ...asked,
    told,
    there: namespaceOf(names, query.to),
    question: {
      namespace: namespaceOf(names, query.from),
      protocol: String(query.protocol),
      source: formatAddress(source),
      port: identifier,
      destination: formatAddress(destination),
      toPort: destinationPort?.number ?? 0,
    },
  };
}

function namespaceOf(names: Names, { interface: iface }: Pick<Endpoint, 'interface'>): string {
  return iface === undefined ? INTERNET : names.guest(iface);
}

/** Everybody listens on all ports: whether a thing really serves them is not what is asked. */
function listenersOf(network: Network, names: Names, ports: readonly number[]): readonly Listener[] {
  return endsOf(network).flatMap(({ interface: iface, address }) =>
    ports.flatMap((port) =>
      (['tcp', 'udp'] as const).map((protocol) => ({
        namespace: namespaceOf(names, iface === undefined ? {} : { interface: iface as Interface }),
        protocol,
        address: formatAddress(address),
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

/** The first packet as whoever was asked saw it. Its source port is the identifier still: every translation keeps a port that is free. */
function arrival({ question, query, there }: Case, { seen }: Outcome): Seen | undefined {
  const own = formatAddress(query.to.address);
  return seen.find(
    ({ namespace, protocol, port, destination, toPort }) =>
      namespace === there &&
      protocol === question.protocol &&
      port === question.port &&
      destination === own &&
      toPort === question.toPort,
  );
}

function isAnswered({ question: { protocol, port } }: Case, { answered }: Outcome): boolean {
  return answered.has(`${protocol} ${port}`);
}

function differences(one: Case, outcome: Outcome): readonly string[] {
  const { told } = one;
  const found: string[] = [];
  const seen = arrival(one, outcome);
  const arrives = !told.blockers.some(({ leg }) => leg === 'forward');
  const answered = told.verdict === 'delivered';
  if (arrives !== (seen !== undefined))
    found.push(`the engine says it ${arrives ? 'arrives' : 'is lost'}, the kernel the opposite`);
  if (answered !== isAnswered(one, outcome))
    found.push(`the engine says it is ${answered ? '' : 'not '}answered, the kernel the opposite`);
  const packet = told.forward.findLast(({ step }) => step === 'deliver')?.packet;
  if (arrives && seen !== undefined && packet !== undefined && !sameTuple(packet, seen)) {
    const source = formatSocket(packet.source, packet.sourcePort?.number);
    found.push(
      `the engine shows ${source} -> ${formatAddress(packet.destination)}, the kernel ${seen.source}:${seen.port} -> ${seen.destination}`,
    );
  }
  return found.map((text) => `${questionText(one)}: ${text}${blockersText(told)}`);
}

function sameTuple({ source, sourcePort, destination }: Packet, seen: Seen): boolean {
  const portFits = sourcePort === undefined || (sourcePort.range.from <= seen.port && seen.port <= sourcePort.range.to);
  return formatAddress(source) === seen.source && formatAddress(destination) === seen.destination && portFits;
}

/** What is at the far end of these is AWS's own and no matter of packets that Linux could be asked about. */
const NOT_BUILT: ReadonlySet<string> = new Set(['vpn', 'direct-connect', 'endpoint', 'kubernetes-service', 'alb', 'nlb']);

function isBuilt({ forward, return: back }: Trace): boolean {
  return ![...forward, ...back].some(({ kind }) => NOT_BUILT.has(kind));
}

/**
 * Names of groups do not survive a way through a middlebox, although the address does (Amazon VPC User Guide, "Security group rules").
 * The kernel sees addresses only, so the document wins.
 */
function isBeyondKernel({ blockers }: Trace): boolean {
  return blockers.some(({ code }) => code === 'SG_REFERENCES_NOT_PRESERVED');
}

/** Whether nothing is in the way but the choice of a port. */
function dependsOnPort({ blockers }: Trace): boolean {
  return blockers.some(({ partly }) => partly === true);
}

function questionText({ query, question }: Case): string {
  const { protocol, source, port, destination, toPort } = question;
  return `${query.from.id} -> ${query.to.id} (${protocol} ${source}:${port} -> ${destination}:${toPort})`;
}

function blockersText({ blockers }: Trace): string {
  return blockers.map(({ leg, code, by }) => `\n      ${leg}: ${code} by ${by}`).join('');
}
