// One connection under everything that AWS may choose, and with every source port that may be in use → what becomes of it.
import { type Address, formatAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { Header } from './header.ts';
import { type Result, type Sender, type Simulation, simulate } from './simulate.ts';
import { type Balancing, NODE_PORTS } from './targets.ts';
import type { Check, Choose, Choosing, Disposition, Health, Setting } from './world.ts';

/** A sender, and the address from which it sends; none where its interface has none of the family. */
export interface Source {
  readonly from: Sender;
  readonly address: Address | undefined;
}

/** An address that is called. */
export interface Destination {
  readonly address: Address;
  /** The interface that must take the packet, where it is known: blocks of VPCs may overlap. */
  readonly iface?: Interface | undefined;
}

/** What is sent: everything of a header but its addresses and its source port. */
export type Kind = Pick<Header, 'protocol' | 'destinationPort' | 'icmpType' | 'icmpCode'>;

/** One connection. AWS chooses among the sources and among the destinations: a client that chooses itself gives one of each. */
export interface Question {
  readonly sources: readonly Source[];
  readonly destinations: readonly Destination[];
  readonly kind: Kind;
  /** Of protocols with ports. */
  readonly sourcePorts: PortRange | undefined;
  /** Seconds before the answer. */
  readonly idleSeconds: number;
}

/** One choice that AWS made. */
export interface Choice {
  readonly kind: Choosing | 'az';
  readonly name: string;
  readonly chosen: string;
  readonly of: number;
}

/** What is true for one combination of choices. */
export interface Way {
  readonly choices: readonly Choice[];
  readonly disposition: Disposition;
  /** With the source ports that fail first, if some fail. */
  readonly worst: Simulation;
  /** With source ports that work, if some do. */
  readonly best: Simulation;
  /** How many of all connections take it, from 0 to 1; absent where AWS does not say that it spreads them evenly. */
  readonly share: number | undefined;
}

/** The answer to one question, over everything that AWS may choose. */
export interface Outcome {
  readonly disposition: Disposition;
  /** Whether it depends on the AZ that a transit gateway picks where the documents say "any" (13.18). */
  readonly hazard: boolean;
  readonly ways: readonly Way[];
  readonly assumed: readonly string[];
}

/** DNS and nodes spread connections evenly, and so do services over their pods (How Elastic Load Balancing works; kube-proxy modes). */
const EVEN: ReadonlySet<Choice['kind']> = new Set(['receiver', 'target', 'pod']);

interface Point {
  readonly kind: Choice['kind'] | 'port';
  readonly name: string;
  readonly options: readonly string[];
}

type Assignment = ReadonlyMap<string, string>;

interface Run {
  readonly result: Simulation;
  readonly points: readonly Point[];
  /** Whether a firewall may have tested a port before the packet arrived. */
  readonly isFirewalled: boolean;
}

type Try = (assignment: Assignment) => Run;

const MOST_RUNS = 20_000;

/** Tries every choice, and every port at a border where a rule could begin to decide otherwise. */
export function explore(setting: Setting, question: Question): Outcome {
  const ways = waysOf(running(setting, question, (check) => healthOf(setting, check), false));
  return outcomeOf(ways);
}

/** What becomes of several connections one of which is made, but it is not known which. */
function together(dispositions: readonly Disposition[]): Disposition {
  const some = (...wanted: readonly Disposition[]): boolean => dispositions.some((one) => wanted.includes(one));
  if (some('delivered', 'intermittent') && some('dropped', 'intermittent')) return 'intermittent';
  if (some('unknown') || dispositions.length === 0) return 'unknown';
  return some('delivered') ? 'delivered' : 'dropped';
}

/** What the nodes of load balancers know about their targets before any packet is sent. */
export function balancingIn(setting: Setting): Balancing {
  return {
    network: setting.network,
    health: (check) => healthOf(setting, check),
    assumed: new Set(),
  };
}

const healths = new WeakMap<Network, Map<string, Health>>();

/** 8.8: a check passes if it can pass at all. */
function healthOf(setting: Setting, { node, destination, port }: Check): Health {
  const known = healths.get(setting.network) ?? new Map<string, Health>();
  healths.set(setting.network, known);
  const key = `${node.id} ${formatAddress(destination)} ${port}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const source = node.addresses.find((own) => own.private.family === destination.family)?.private;
  const question: Question = {
    sources: [{ from: { iface: node }, address: source }],
    destinations: [{ address: destination }],
    kind: { protocol: 'tcp', destinationPort: port, icmpType: undefined, icmpCode: undefined },
    sourcePorts: NODE_PORTS,
    idleSeconds: 0,
  };
  // Only the appliances on its way, if it is not a check of appliances itself.
  const isKind = (one: Interface): boolean => setting.network.byId.get(one.owner)?.kind === 'gwlb';
  const onTheWay = (other: Check): Health => (isKind(other.node) && !isKind(node) ? healthOf(setting, other) : 'passes');
  const { disposition } = outcomeOf(waysOf(running(setting, question, onTheWay, true)));
  const health = disposition === 'dropped' ? 'fails' : disposition === 'unknown' ? 'unknown' : 'passes';
  known.set(key, health);
  return health;
}

function running(
  setting: Setting,
  { sources, destinations, kind, sourcePorts, idleSeconds }: Question,
  health: (check: Check) => Health,
  isCheck: boolean,
): Try {
  const borders = portBorders(setting.network);
  const isFirewalled = setting.network.endpoints.some(({ policy }) => policy !== undefined);
  let runs = 0;
  return (assignment) => {
    runs += 1;
    if (runs > MOST_RUNS) throw new Error('The simulator has too much to try: make the network smaller.');
    const points: Point[] = [];
    const choose = chooser(assignment, points, borders);
    const source = choose.among('sender', 'the sender', sources, sourceText);
    const destination = choose.among('receiver', 'the receiver', destinations, destinationText);
    if (source.address === undefined) return { result: withoutAddress(source.from), points, isFirewalled };
    const sourcePort = sourcePorts && choose.port('the client', sourcePorts);
    const header = { ...kind, source: source.address, sourcePort, destination: destination.address };
    const sending = { from: source.from, header, idleSeconds, isCheck };
    const result = simulate(setting, sending, { choose, health });
    return { result: meant(setting, result, destination), points, isFirewalled };
  };
}

function sourceText({ from, address }: Source): string {
  return `${'iface' in from ? from.iface.id : from.outside} ${address === undefined ? '' : formatAddress(address)}`;
}

function destinationText({ address, iface }: Destination): string {
  return `${iface?.id ?? ''} ${formatAddress(address)}`;
}

function withoutAddress(from: Sender): Simulation {
  const at: EntityId = 'iface' in from ? from.iface.owner : from.outside;
  return failed({ direction: 'forward', at, code: 'NO_ADDRESS', step: 0 });
}

function failed(drop: NonNullable<Result['drop']>): Simulation {
  return { forward: 'dropped', answered: false, drop, assumed: [], passed: [] };
}

/** The code of a packet that another interface with the same address takes. */
export const OTHER_OWNER = 'another interface has the address';

/** An endpoint that serves what is meant leads there, too. */
function meant({ network }: Setting, result: Simulation, { iface }: Destination): Simulation {
  const { taker } = result;
  if (iface === undefined || result.forward === 'dropped' || taker === iface) return result;
  // It is unknown what becomes of the packet, but not that somebody else has taken it.
  if (result.forward === 'unknown' && taker === undefined) return result;
  if (network.endpoints.some(({ id, serves }) => id === taker?.owner && serves.includes(iface.owner))) return result;
  const at = result.arrivedAt ?? iface.owner;
  return { ...failed({ direction: 'forward', at, code: OTHER_OWNER, step: 0 }), assumed: result.assumed };
}

/** One way for each combination of choices that can occur. */
function waysOf(attempt: Try): readonly Way[] {
  return choicesOf(attempt, new Map()).map((assignment) => wayOf(attempt, assignment));
}

function choicesOf(attempt: Try, assignment: Assignment): readonly Assignment[] {
  const open = attempt(assignment).points.find(({ kind, name }) => kind !== 'port' && !assignment.has(name));
  if (open === undefined) return [assignment];
  return open.options.flatMap((option) => choicesOf(attempt, new Map([...assignment, [open.name, option]])));
}

/**
 * Every filter looks at one port only, so ports may be varied one after the other: the connection works with all combinations
 * if and only if it works with each port of each choice while the others stay. Only a firewall tests a port before the packet has arrived.
 */
function wayOf(attempt: Try, assignment: Assignment): Way {
  const first = attempt(assignment);
  const ports = dependsOnPorts(first) ? first.points.filter(({ kind }) => kind === 'port') : [];
  const others = ports.flatMap(({ name, options }) =>
    options.slice(1).map((option) => attempt(new Map([...assignment, [name, option]])).result),
  );
  const results = [first.result, ...others];
  const failed = results.filter(({ answered }) => !answered);
  const [worst = first.result] = failed.toSorted((a, b) => stepOf(a) - stepOf(b));
  const best = results.find(({ answered }) => answered) ?? luckiest(attempt, assignment, first);
  const choices = first.points.flatMap(({ kind, name, options }): readonly Choice[] =>
    kind === 'port' ? [] : [{ kind, name, chosen: assignment.get(name) ?? '', of: options.length }],
  );
  const disposition = together([...results, best].map(dispositionOf));
  return { choices, disposition, worst, best, share: shareOf(choices) };
}

function dependsOnPorts({ result, isFirewalled }: Run): boolean {
  return result.forward === 'arrived' || isFirewalled;
}

function dispositionOf({ forward, answered }: Result): Disposition {
  if (forward === 'unknown') return 'unknown';
  return answered ? 'delivered' : 'dropped';
}

function shareOf(choices: readonly Choice[]): number | undefined {
  if (choices.some(({ kind }) => !EVEN.has(kind))) return undefined;
  return choices.reduce((share, { of }) => share / of, 1);
}

/**
 * The combination of ports that gets furthest. Every filter looks at one port only: where a packet is refused, another choice of that one
 * port gets it further, or none does.
 */
function luckiest(attempt: Try, assignment: Assignment, first: Run): Simulation {
  let ports = assignment;
  let best = first;
  while (!best.result.answered && dependsOnPorts(best)) {
    const tried = best.points
      .filter(({ kind }) => kind === 'port')
      .flatMap(({ name, options }) => options.map((option): Assignment => new Map([...ports, [name, option]])))
      .map((other) => ({ other, ...attempt(other) }));
    const found = tried.find(({ result }) => result.answered) ?? tried.toSorted((x, y) => stepOf(y.result) - stepOf(x.result))[0];
    if (found === undefined || (!found.result.answered && stepOf(found.result) <= stepOf(best.result))) break;
    ports = found.other;
    best = found;
  }
  return best.result;
}

function stepOf({ drop }: Result): number {
  return drop?.step ?? 0;
}

function outcomeOf(ways: readonly Way[]): Outcome {
  const azs = [...new Set(ways.map(azsOf))];
  const byAz = new Set(azs.map((az) => together(ways.filter((way) => azsOf(way) === az).map(({ disposition }) => disposition))));
  const [only] = byAz;
  const hazard = byAz.size > 1;
  return {
    disposition: hazard || only === undefined ? 'unknown' : only,
    hazard,
    ways,
    assumed: [...new Set(ways.flatMap(({ worst, best }) => [...worst.assumed, ...best.assumed]))],
  };
}

function azsOf({ choices }: Way): string {
  return choices
    .filter(({ kind }) => kind === 'az')
    .map(({ name, chosen }) => `${name} ${chosen}`)
    .join(' ');
}

function chooser(assignment: Assignment, points: Point[], borders: readonly number[]): Choose {
  const note = (point: Point): string | undefined => {
    if (!points.some(({ name }) => name === point.name)) points.push(point);
    return assignment.get(point.name);
  };
  const pick = <T>(kind: Choice['kind'], name: string, options: readonly T[], idOf: (option: T) => string): T => {
    const wanted = options.length === 1 ? undefined : note({ kind, name, options: options.map(idOf) });
    const chosen = options.find((option) => idOf(option) === wanted) ?? options[0];
    if (chosen === undefined) throw new Error(`Nothing to choose from: ${name}`);
    return chosen;
  };
  return {
    port: (name, range) => {
      const ports = [range.from, ...borders.filter((port) => range.from < port && port <= range.to), range.to];
      return Number(note({ kind: 'port', name, options: [...new Set(ports)].map(String) }) ?? range.from);
    },
    among: pick,
    az: (name, options, idOf) => pick('az', `zone of ${name}`, options, idOf),
  };
}

/** The first port of each range, and the first behind it, of every network ACL, security group and firewall. */
function portBorders(network: Network): readonly number[] {
  const traffics = [
    ...network.networkAcls.flatMap(({ entries }) => entries.map(({ traffic }) => traffic)),
    ...network.securityGroups.flatMap(({ rules }) => rules.map(({ traffic }) => traffic)),
  ];
  const firewalls = network.endpoints.flatMap(({ policy }) => (policy ? [...policy.stateless, ...policy.stateful] : []));
  const ranges = [
    ...traffics.flatMap(({ ports }) => ports),
    ...firewalls.flatMap(({ traffic, sourcePorts }) => [...traffic.ports, ...sourcePorts]),
  ];
  const borders = ranges.flatMap(({ from, to }) => [from, to + 1]);
  return [...new Set(borders)].sort((a, b) => a - b);
}
