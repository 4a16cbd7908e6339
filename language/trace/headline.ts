// A trace → its headline: path and verdict in one line, the same in hovers, on the command line and in tests.
import { type EntityId, shortName } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import { choicesText, type FailingCase, failingCases, shareText } from './failing.ts';
import type { Blocker, Hop, Trace } from './result.ts';

/** `worker-1 → private-a → nat-a → main → dockerhub: delivered`, or where and why it is dropped. */
export function headline(trace: Trace): string {
  return `${pathText(trace)}: ${verdictText(trace)}`;
}

/** The places on the forward path, through load balancers to their targets. It ends where the packet is dropped. */
export function pathOf(trace: Trace): readonly EntityId[] {
  const drop = trace.forward.findIndex(({ allowed }) => !allowed);
  if (drop >= 0) return placesOf(trace.forward.slice(0, drop + 1));
  const own = placesOf(trace.forward);
  const next = trace.nextConnections.find(({ verdict }) => verdict === 'delivered') ?? trace.nextConnections[0];
  const onward = next === undefined ? [] : pathOf(next);
  return [...own, ...onward.slice(onward[0] === own.at(-1) ? 1 : 0)];
}

/** The places in one direction, each once in a row. The subnet of a gateway or load balancer is left out, unless the packet is dropped there. */
export function placesOf(hops: readonly Hop[]): readonly EntityId[] {
  const visits = hops.filter(({ at }, index) => hops[index - 1]?.at !== at);
  const stopped = new Set(hops.filter(({ allowed }) => !allowed).map(({ at }) => at));
  const isImplied = ({ at, kind }: Hop, index: number): boolean =>
    kind === 'subnet' &&
    !stopped.has(at) &&
    [visits[index - 1], visits[index + 1]].some((next) => next !== undefined && kindIs(next.kind, 'impliesSubnet'));
  return visits.filter((hop, index) => !isImplied(hop, index)).map(({ at }) => at);
}

/** The verdict and, for a drop, the first blocker; for an intermittent trace, when it fails and why. */
export function verdictText(trace: Trace): string {
  const { verdict, blockers, unknownReason } = trace;
  if (unknownReason !== undefined) return `${verdict}: ${unknownReason}`;
  if (verdict === 'intermittent') return `intermittent: ${failureText(failingCases(trace))}`;
  return verdict === 'dropped' ? dropText(blockers) : verdict;
}

function dropText(blockers: readonly Blocker[]): string {
  const [first] = blockers;
  if (first === undefined) return 'dropped';
  const others = blockers.length === 1 ? '' : ` (and ${blockers.length - 1} more)`;
  return `dropped at ${shortName(first.at)}${first.direction === 'return' ? ' on the return path' : ''}: ${first.reason}${others}`;
}

function failureText(paths: readonly FailingCase[]): string {
  const [first] = paths;
  if (first === undefined) return 'some connections work, others do not.';
  const others = paths.length === 1 ? '' : ` (and ${paths.length - 1} more)`;
  return `${failingText(first)}${others}`;
}

/** `when lb uses two (50 %), dropped at two: …`. Without a choice of AWS, only some source ports fail. */
export function failingText({ choices, share, trace }: FailingCase): string {
  const [first] = trace.blockers;
  const why = trace.verdict === 'dropped' ? dropText(trace.blockers) : (trace.unknownReason ?? first?.reason ?? trace.verdict);
  if (choices.length === 0) return why;
  const percent = shareText(share);
  return `${choicesText(choices)}${percent === '' ? '' : ` (${percent})`}, ${why}`;
}

function pathText(trace: Trace): string {
  return pathOf(trace).map(shortName).join(' → ');
}

const SECONDS_OF_A_DAY = 86_400;

/** `350 s`, `5 days`: an idle timeout in whole days if it is one, otherwise in seconds. */
export function durationText(seconds: number): string {
  return seconds % SECONDS_OF_A_DAY === 0 ? `${seconds / SECONDS_OF_A_DAY} days` : `${seconds} s`;
}
