// A question about a document → the story of its packets, and the fix that makes them arrive.
import type { LangiumDocuments } from 'langium';
import { stepsFor, within } from '#language/network/budget.ts';
import { type EntityId, entityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { callsBetween } from '#language/trace/call.ts';
import { partiesOf, sendersOf } from '#language/trace/party.ts';
import type { Trace } from '#language/trace/result.ts';
import { storyOfCall, storyOfFlow, storyOfJudgement, storyOfStep } from '#language/view/story/chapters.ts';
import type { Story } from '#language/view/story/story.ts';
import { type Called, calledGoal, expectationGoal, type Goal, stepGoal } from '#language/what-if/goal.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import type { Compiled } from '#language/workspace.ts';
import type { Question } from '#server/answers.ts';
import { chooseRemaining } from '#server/asking/losses.ts';
import { sentAs } from '#server/asking/sent.ts';
import { fixEdits } from '#server/lsp/line-edits.ts';
import type { FixOffer, StoryParams, StoryResult } from '#server/protocol.ts';
import { boxesAround } from './places.ts';
import { type Left, leftWithout } from './what-if.ts';

/** A story, or why there is none; and what a fix would have to achieve. */
interface Told {
  readonly story?: Story | undefined;
  readonly problem?: string;
  readonly goal?: Goal | undefined;
}

/** The answer to a question. Its fix is left out after failures: these are no faults of the text. */
export function storyOf(compiled: Compiled, { question, without = [] }: StoryParams, documents: LangiumDocuments): StoryResult {
  const left = leftWithout(compiled, without);
  const { story, problem = NOTHING_SENT, goal } = tell(compiled.network, left, question);
  if (story === undefined) return { problem, boxes: {} };
  const fix = goal && without.length === 0 ? offer(compiled, goal, documents) : undefined;
  return { story, boxes: boxesOf(compiled.network, story), ...(fix && { fix }) };
}

/** The traces that a diagram draws for a question. */
export function tracesOf(compiled: Compiled, question: Question, without: readonly string[]): readonly Trace[] {
  const left = leftWithout(compiled, without);
  const { claims } = left;
  switch (question.kind) {
    case 'flow':
      return (claims.flows.get(entityId(question.id)) ?? []).map(({ trace }) => trace);
    case 'claim': {
      const step = stepIn(left, question.id);
      const judgement = judgementIn(left, question.id);
      return [step?.trace ?? judgement?.counterexample ?? judgement?.example].filter((trace) => trace !== undefined);
    }
    case 'call': {
      const called = calledIn(compiled.network, left.network, question);
      const trace = 'called' in called ? callIn(left.network, called.called) : undefined;
      return trace === undefined || trace === 'too-much' ? [] : [trace];
    }
  }
}

const NOTHING_SENT = 'Nothing is sent: one of the ends has no address, or both are the same resource.';

function tell(whole: Network, left: Left, question: Question): Told {
  const { network, claims } = left;
  switch (question.kind) {
    case 'flow': {
      const flow = network.flows.find(({ id }) => id === question.id);
      if (flow === undefined) return { problem: 'The flow is no longer in the text.' };
      return { story: storyOfFlow(network, flow, claims.flows.get(flow.id) ?? []), ...goalOfFlow(left, flow.id) };
    }
    case 'claim': {
      const step = stepIn(left, question.id);
      if (step !== undefined) return { story: storyOfStep(network, step), goal: stepGoal(step.step) };
      const judgement = judgementIn(left, question.id);
      if (judgement === undefined)
        return { problem: 'The flow or expectation is no longer in the text, or what it names has failed.' };
      const story = storyOfJudgement(network, judgement);
      return { story, problem: judgement.why, ...(!judgement.holds && { goal: expectationGoal(judgement.expectation) }) };
    }
    case 'call':
      return tellCall(whole, network, question);
  }
}

/** The goal of the only step; of several it would be unclear which one the fix is for. */
function goalOfFlow({ claims }: Left, id: EntityId): Pick<Told, 'goal'> {
  const failing = (claims.flows.get(id) ?? []).filter(({ step, trace }) => trace.verdict !== step.expected);
  const [first] = failing;
  return first === undefined ? {} : { goal: stepGoal(first.step) };
}

function stepIn({ claims }: Left, id: string) {
  return [...claims.flows.values()].flat().find(({ step }) => step.id === id);
}

function judgementIn({ claims }: Left, id: string) {
  return claims.judgements.find(({ expectation }) => expectation.id === id);
}

type Call = Extract<Question, { kind: 'call' }>;

function tellCall(whole: Network, network: Network, question: Call): Told {
  const asked = calledIn(whole, network, question);
  if ('problem' in asked) return asked;
  const trace = callIn(network, asked.called);
  if (trace === 'too-much') return { problem: 'This is too much work: ask about one resource or address at each end.' };
  if (trace === undefined) return {};
  const { from, to, traffic } = question;
  const title = `${nameOf(network, from)} → ${nameOf(network, to)}${traffic.trim() === '' ? '' : ` ${traffic.trim()}`}`;
  return { story: storyOfCall(network, title, trace), goal: calledGoal(asked.called) };
}

function nameOf({ byId }: Network, text: string): string {
  return byId.has(entityId(text)) ? shortName(entityId(text)) : text;
}

function calledIn(whole: Network, network: Network, { from, to, traffic }: Call): { called: Called } | { problem: string } {
  const [start, end] = [from, to].map((name) => chooseRemaining(whole, network, name));
  const sending = sentAs(traffic);
  if (!start?.ok) return { problem: sentence(start?.problem) };
  if (!end?.ok) return { problem: sentence(end?.problem) };
  if (!sending.ok) return { problem: sentence(sending.problem) };
  return { called: { from: start.value, to: end.value, sending: sending.value } };
}

function sentence(problem = ''): string {
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`;
}

/** Of all calls the first that is not delivered, else the first. */
function callIn(network: Network, { from, to, sending }: Called): Trace | 'too-much' | undefined {
  const { answer } = within(stepsFor(network), () => {
    let first: Trace | undefined;
    for (const { trace } of callsBetween(network, sendersOf(network, from), partiesOf(network, to), sending)) {
      first ??= trace;
      if (trace.verdict !== 'delivered') return trace;
    }
    return first;
  });
  return answer === undefined ? 'too-much' : answer.value;
}

function offer({ network, sources }: Compiled, goal: Goal, documents: LangiumDocuments): FixOffer | undefined {
  const fix = suggestFix(network, goal);
  if (fix === undefined) return undefined;
  const lines = fix.lines.map((one) => ({ in: one.in, line: one.line }));
  return { ...fixEdits(fix, sources, documents), lines };
}

function boxesOf(network: Network, { chapters }: Story): StoryResult['boxes'] {
  const places = chapters.flatMap(({ frames }) => frames.flatMap(({ packet }) => (packet === undefined ? [] : [packet.at])));
  return Object.fromEntries([...new Set(places)].map((id) => [id, boxesAround(network, id)]));
}
