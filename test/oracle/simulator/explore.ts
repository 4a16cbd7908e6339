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
}

/** What is true for one choice of targets. */
export interface Story {
  readonly works: boolean;
  /** With one choice of ports; the first that fails, if some fail. */
  readonly result: Result;
}

export interface Verdict {
  readonly works: boolean;
  readonly unknown: boolean;
  /** One for each combination of targets. */
  readonly stories: readonly Story[];
  readonly assumed: readonly string[];
}

interface Point {
  readonly kind: 'port' | 'target' | 'zone';
  readonly name: string;
  readonly options: readonly string[];
}

type Assignment = ReadonlyMap<string, string>;

const MOST_RUNS = 5000;

/** Tries every choice at every border where a rule could begin to decide otherwise. */
export function explore(network: Network, { from, header, sourcePorts }: Question, mode: 'all' | 'any'): Verdict {
  const borders = portBorders(network);
  let runs = 0;
  const run = (assignment: Assignment): { readonly result: Result; readonly points: readonly Point[] } => {
    runs += 1;
    if (runs > MOST_RUNS) throw new Error('The simulator has too much to try: make the network smaller.');
    const points: Point[] = [];
    const choose = chooser(assignment, points, borders);
    const sourcePort = sourcePorts === undefined ? header.sourcePort : choose.port('the client', sourcePorts);
    return { result: simulate(network, from, { ...header, sourcePort }, choose), points };
  };
  const stories = targetChoices(run, new Map()).map((targets) =>
    mode === 'all' ? everyPort(run, targets) : somePort(run, targets),
  );
  return {
    works: stories.some(({ works }) => works),
    unknown: stories.some(({ result }) => result.forward === 'unknown'),
    stories,
    assumed: [...new Set(stories.flatMap(({ result }) => result.assumed))],
  };
}

type Run = (assignment: Assignment) => { readonly result: Result; readonly points: readonly Point[] };

/** Every combination of targets and zones that can be met. */
function targetChoices(run: Run, assignment: Assignment): readonly Assignment[] {
  const open = run(assignment).points.find(({ kind, name }) => kind !== 'port' && !assignment.has(name));
  if (open === undefined) return [assignment];
  return open.options.flatMap((option) => targetChoices(run, new Map([...assignment, [open.name, option]])));
}

/**
 * Every filter looks at one port only, so ports may be varied one after the other: the connection works with all combinations
 * if and only if it works with each port of each choice while the others stay.
 */
function everyPort(run: Run, targets: Assignment): Story {
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

/** Whether some combination of ports works. */
function somePort(run: Run, targets: Assignment): Story {
  const first = run(targets);
  if (first.result.answered || first.result.forward !== 'arrived') return { works: first.result.answered, result: first.result };
  const found = search(
    run,
    targets,
    first.points.filter(({ kind }) => kind === 'port'),
  );
  return { works: found !== undefined, result: found ?? first.result };
}

function search(run: Run, assignment: Assignment, open: readonly Point[]): Result | undefined {
  const [point, ...rest] = open;
  if (point === undefined) {
    const { result, points } = run(assignment);
    if (result.answered) return result;
    const next = points.filter(({ kind, name }) => kind === 'port' && !assignment.has(name));
    return next.length === 0 ? undefined : search(run, assignment, next);
  }
  for (const option of point.options) {
    const found = search(run, new Map([...assignment, [point.name, option]]), rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

function chooser(assignment: Assignment, points: Point[], borders: readonly number[]): Choose {
  const note = (point: Point): string | undefined => {
    if (!points.some(({ name }) => name === point.name)) points.push(point);
    return assignment.get(point.name);
  };
  const pick = <T>(kind: 'target' | 'zone', name: string, options: readonly T[], idOf: (option: T) => string): T => {
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
    zone: (name, options, idOf) => pick('zone', name, options, idOf),
  };
}

/** The first port of each range, and the first behind it, of everything that a list or a group names. */
function portBorders(network: Network): readonly number[] {
  const traffics = [
    ...network.networkAcls.flatMap(({ entries }) => entries.map(({ traffic }) => traffic)),
    ...network.securityGroups.flatMap(({ rules }) => rules.map(({ traffic }) => traffic)),
  ];
  const borders = traffics.flatMap(({ ports }) => ports.flatMap(({ from, to }) => [from, to + 1]));
  return [...new Set(borders)].sort((a, b) => a - b);
}
