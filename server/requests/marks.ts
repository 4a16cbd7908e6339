// A document → the findings and the claims, each with the box where a diagram shows it.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { isAsExpected, type StepTrace } from '#language/trace/flow.ts';
import { verdictText } from '#language/trace/headline.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Judgement } from '#language/validation/judgement.ts';
import type { Compiled } from '#language/workspace.ts';
import type { ClaimMark, FindingMark, Marks } from '#server/answers.ts';
import type { AskedLeft } from '#server/protocol.ts';
import { boxesAround, boxesOfLoss } from './places.ts';
import { leftWithout } from './what-if.ts';

/** The most findings, and the most claims, that a reader looks through. */
const MOST = 500;

const RANKS = ['error', 'warning', 'info', 'hint'] as const;

/** Findings about claims are left out: the claims say it. */
export function marksOf(compiled: Compiled, { without = [] }: Omit<AskedLeft, 'uri'>): Marks {
  const { network } = compiled;
  const left = leftWithout(compiled, without);
  const before = without.length === 0 ? undefined : new Set(claimsOf(network, compiled.claims).flatMap(holdingId));
  const findings = without.length === 0 ? compiled.findings : [];
  const told = findings.filter(({ basis }) => basis?.isClaim !== true);
  const worst = RANKS.flatMap((rank) => told.filter(({ severity }) => severity === rank));
  const marked = claimsOf(network, left.claims).map((mark) => ({
    ...mark,
    isBroken: mark.state !== 'holds' && before?.has(mark.id) === true,
  }));
  const claims = [...marked.filter(({ state }) => state !== 'holds'), ...marked.filter(({ state }) => state === 'holds')];
  return {
    findings: worst.slice(0, MOST).map((finding) => findingMark(network, finding)),
    claims: claims.slice(0, MOST),
    gone: without.flatMap((name) => boxesOfLoss(network, name)),
    left: Math.max(0, worst.length - MOST) + Math.max(0, claims.length - MOST),
  };
}

function holdingId({ id, state }: ClaimMark): readonly string[] {
  return state === 'holds' ? [id] : [];
}

function findingMark(network: Network, { subject, severity, message }: Compiled['findings'][number]): FindingMark {
  return { id: subject, severity, message, boxes: boxesAround(network, subject) };
}

function claimsOf(network: Network, { flows, judgements }: Compiled['claims']): readonly ClaimMark[] {
  const steps = [...flows.values()].flat().map((traced) => stepMark(network, traced));
  return [...judgements.map((judgement) => judgementMark(network, judgement)), ...steps];
}

function judgementMark(network: Network, { expectation, holds, isUnknown, why, counterexample }: Judgement): ClaimMark {
  return {
    id: expectation.id,
    text: `expect ${expectation.text}`,
    state: holds ? 'holds' : isUnknown ? 'unknown' : 'fails',
    why,
    boxes: holds ? [] : boxesAround(network, whereItFails(counterexample) ?? expectation.id),
    isBroken: false,
  };
}

function stepMark(network: Network, traced: StepTrace): ClaimMark {
  const { step, trace } = traced;
  const holds = isAsExpected(traced);
  return {
    id: step.id,
    text: `${step.from.text} → ${step.to.text}${step.label === undefined ? '' : `: ${step.label}`}`,
    state: holds ? 'holds' : trace.verdict === 'unknown' ? 'unknown' : 'fails',
    why: verdictText(trace),
    boxes: holds ? [] : boxesAround(network, whereItFails(trace) ?? step.id),
    isBroken: false,
  };
}

/** Where the packet is dropped; else where it arrives although it must not. */
function whereItFails(trace: Trace | undefined): EntityId | undefined {
  if (trace === undefined) return undefined;
  const blocked = trace.blockers[0] ?? trace.nextConnections.flatMap(({ blockers }) => blockers)[0];
  return blocked?.at ?? trace.to;
}
