// A trace that is not delivered → its blockers, as chains: the blockers on one path, of which the first that can be removed comes first.
import type { Network } from '#language/network/network.ts';
import { formatSockets } from '#language/network/traffic.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Blocked, Written } from './remedy/blocked.ts';

/** What the blockers of a trace are seen with. */
export interface Seen {
  readonly network: Network;
  readonly written: Written;
}

/** The blockers of one connection, or a reason why it is not opened. */
export type Chain = readonly Blocked[];

/**
 * The chains to look at, as far as `isUseful`. Where nothing works, removing any of them may be enough: a target that becomes healthy takes all
 * requests. Where some paths work, each that fails must be repaired, so the first one is enough to go on.
 */
export function chainsToTry(seen: Seen, trace: Trace, isUseful: (chain: Chain) => boolean): readonly Chain[] {
  if (trace.paths[0] !== trace) return among(seen, trace.paths, isUseful);
  const own = ownChain(seen, trace);
  if (own.length > 0) return [own].filter(isUseful);
  const behind = among(seen, trace.nextConnections, isUseful);
  return [...behind, ...unopened(seen, trace).filter(isUseful)];
}

function among(seen: Seen, traces: readonly Trace[], isUseful: (chain: Chain) => boolean): readonly Chain[] {
  const failing = traces.filter(isFailing);
  const chains = failing.map((trace) => chainsToTry(seen, trace, isUseful));
  const worksSometimes = failing.length < traces.length || failing.some(({ verdict }) => verdict === 'intermittent');
  return worksSometimes ? (chains.find(({ length }) => length > 0) ?? []) : chains.flat();
}

/** All chains of a trace. */
export function allChains(seen: Seen, trace: Trace): readonly Chain[] {
  if (trace.paths[0] !== trace) return trace.paths.filter(isFailing).flatMap((path) => allChains(seen, path));
  const own = ownChain(seen, trace);
  if (own.length > 0) return [own];
  return [...trace.nextConnections.filter(isFailing).flatMap((next) => allChains(seen, next)), ...unopened(seen, trace)];
}

/** Whether blockers are why it is not delivered. What is unknown has none. */
export function isFailing({ verdict }: Trace): boolean {
  return verdict === 'dropped' || verdict === 'intermittent';
}

function ownChain(seen: Seen, trace: Trace): Chain {
  return [...blockedOn(seen, trace, 'forward', trace.forward), ...blockedOn(seen, trace, 'return', trace.return)];
}

function blockedOn({ network, written }: Seen, trace: Trace, direction: Blocked['direction'], hops: readonly Hop[]): Chain {
  return hops.filter(({ allowed }) => !allowed).map((hop) => ({ network, trace, direction, hop, written }));
}

/** Why next connections are not opened, each alone: one that is opened may be enough. */
function unopened(seen: Seen, trace: Trace): readonly Chain[] {
  const behind = new Set(trace.nextConnections.flatMap(({ blockers }) => blockers.map(({ hop }) => hop)));
  const hops = trace.blockers.map(({ hop }) => hop).filter((hop) => !behind.has(hop));
  return blockedOn(seen, trace, 'forward', hops).map((blocked) => [blocked]);
}

/** The same for the same blocker of the same packet in another network. */
export function keyOfBlocked({ trace, direction, hop: { at, packet, decision } }: Blocked): string {
  const result = decision.kind === 'security-group' || !('result' in decision) ? '' : decision.result;
  // A firewall has two kinds of rules, and each may drop the packet.
  const part = decision.kind === 'firewall' ? decision.engine : '';
  return JSON.stringify([trace.from, trace.to, direction, at, formatSockets(packet), decision.kind, result, part]);
}
