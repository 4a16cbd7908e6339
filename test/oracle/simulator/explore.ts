// All the ways in which AWS may decide → one answer. A connection works if one target works, with every port that may be in use
// (`all`), or with at least one (`any`).
import type { Network } from '#language/network/network.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { Header } from './header.ts';
import { type Result, type Sender, simulate } from './simulate.ts';
import type { Choose } from './world.ts';

/** A packet whose source port is one of a range. */
export interface Question {
  readonly from: Sender;
  readonly header: Header;
  readonly sourcePorts: PortRange | undefined;
  /** Seconds before the answer. */
  readonly idleSeconds: number;
}

/** What is true for one choice of targets. */
export interface Case {
  readonly works: boolean;
  /** With one choice of ports; the first that fails, if some fail. */
  readonly result: Result;
}

/** The answer to one question, over everything that AWS may choose. */
export interface Verdict {
  readonly works: boolean;
  /** Whether it depends on the AZ that a transit gateway picks where the documents say "any" (13.18). */
  readonly hazard: boolean;
  readonly unknown: boolean;
  /** One for each combination of targets. */
  readonly cases: readonly Case[];
  readonly assumed: readonly string[];
}

interface Point {
  readonly kind: 'port' | 'target' | 'az';
  readonly name: string;
  readonly options: readonly string[];
}

type Assignment = ReadonlyMap<string, string>;

const MOST_RUNS = 5000;

/** Tries every choice at every border where a rule could begin to decide otherwise. */
export function explore(network: Network, { from, header, sourcePorts, idleSeconds }: Question, mode: 'all' | 'any'): Verdict {
  const borders = portBorders(network);
  let runs = 0;
  const run = (assignment: Assignment): { readonly result: Result; readonly points: readonly Point[] } => {
    runs += 1;
    if (runs > MOST_RUNS) throw new Error('The simulator has too much to try: make the network smaller.');
    const points: Point[] = [];
    const choose = chooser(assignment, points, borders);
    const sourcePort = sourcePorts === undefined ? header.sourcePort : choose.port('the client', sourcePorts);
    return { result: simulate(network, from, { ...header, sourcePort }, choose, idleSeconds), points };
  };
  const choices = targetChoices(run, new Map());
  const cases = choices.map((targets) => (mode === 'all' ? everyPort(run, targets) : somePort(run, targets)));
  const azs = [...new Set(choices.map(azsOf))];
  const worksByAz = azs.map((az) => cases.some(({ works }, index) => works && azsOf(choices[index]) === az));
  const works = worksByAz.every((works) => works);
  return {
    works,
    hazard: worksByAz.includes(true) && worksByAz.includes(false),
    // Where one target works, no other matters.
    unknown: !works && cases.some(({ result }) => result.forward === 'unknown'),
    cases,
    assumed: [...new Set(cases.flatMap(({ result }) => result.assumed))],
  };
}

function azsOf(assignment: Assignment | undefined): string {
  return [...(assignment ?? [])]
    .filter(([name]) => name.startsWith(AZ))
    .flat()
    .join(' ');
}

/** In front of the names of choices among AZs. */
const AZ = 'zone of ';

type Run = (assignment: Assignment) => { readonly result: Result; readonly points: readonly Point[] };

/** Every combination of targets and AZs that can occur. */
function targetChoices(run: Run, assignment: Assignment): readonly Assignment[] {
  const open = run(assignment).points.find(({ kind, name }) => kind !== 'port' && !assignment.has(name));
  if (open === undefined) return [assignment];
  return open.options.flatMap((option) => targetChoices(run, new Map([...assignment, [open.name, option]])));
}

/**
 * Every filter looks at one port only, so ports may be varied one after the other: the connection works with all combinations
 * if and only if it works with each port of each choice while the others stay.
 */
function everyPort(run: Run, targets: Assignment): Case {
  const first = run(targets);
  const results = [first.result];
  if (first.result.forward === 'arrived') {
    for (const { name, options } of first.points.filter(({ kind }) => kind === 'port'))
      for (const option of options.slice(1)) results.push(run(new Map([...targets, [name, option]])).result);
  }
  const failed = results.filter(({ answered }) => !answered);
  const nearest = failed.toSorted((a, b) => (a.drop?.step ?? 0) - (b.drop?.step ?? 0))[0];
  return { works: failed.length === 0, result: nearest ?? first.result };
}

/**
 * Whether some combination of ports works. Every filter looks at one port only: where a packet is refused, another choice of that one
 * port gets it further, or none does.
 */
function somePort(run: Run, targets: Assignment): Case {
  let assignment = targets;
  let best = run(assignment);
  while (!best.result.answered && best.result.forward === 'arrived') {
    const tried = best.points
      .filter(({ kind }) => kind === 'port')
      .flatMap(({ name, options }) => options.map((option): Assignment => new Map([...assignment, [name, option]])))
      .map((other) => ({ other, ...run(other) }));
    const found = tried.find(({ result }) => result.answered) ?? tried.toSorted((x, y) => stepOf(y.result) - stepOf(x.result))[0];
    if (found === undefined || (!found.result.answered && stepOf(found.result) <= stepOf(best.result))) break;
    assignment = found.other;
    best = found;
  }
  return { works: best.result.answered, result: best.result };
}

function stepOf({ drop }: Result): number {
  return drop?.step ?? 0;
}

function chooser(assignment: Assignment, points: Point[], borders: readonly number[]): Choose {
  const note = (point: Point): string | undefined => {
    if (!points.some(({ name }) => name === point.name)) points.push(point);
    return assignment.get(point.name);
  };
  const pick = <T>(kind: 'target' | 'az', name: string, options: readonly T[], idOf: (option: T) => string): T => {
    const wanted = note({ kind, name, options: options.map(idOf) });
    const chosen = options.find((option) => idOf(option) === wanted) ?? options[0];
    if (chosen === undefined) throw new Error(`Nothing to choose from: ${name}`);
    return chosen;
  };
  return {
    port: (name, range) => {
      const ports = [range.from, ...borders.filter((port) => range.from < port && port <= range.to), range.to];
      return Number(note({ kind: 'port', name, options: [...new Set(ports)].map(String) }) ?? range.from);
    },
    target: (name, options, idOf) => pick('target', name, options, idOf),
    az: (name, options, idOf) => pick('az', `${AZ}${name}`, options, idOf),
  };
}

/** The first port of each range, and the first behind it, of every network ACL and security group. */
function portBorders(network: Network): readonly number[] {
  const traffics = [
    ...network.networkAcls.flatMap(({ entries }) => entries.map(({ traffic }) => traffic)),
    ...network.securityGroups.flatMap(({ rules }) => rules.map(({ traffic }) => traffic)),
  ];
  const borders = traffics.flatMap(({ ports }) => ports.flatMap(({ from, to }) => [from, to + 1]));
  return [...new Set(borders)].sort((a, b) => a - b);
}
