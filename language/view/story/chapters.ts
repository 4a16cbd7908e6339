// Flows, expectations and single calls → stories.
import type { Flow } from '#language/network/claim.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { failingCases } from '#language/trace/failing.ts';
import { isAsExpected, type StepTrace } from '#language/trace/flow.ts';
import { failingText, verdictText } from '#language/trace/headline.ts';
import type { Trace } from '#language/trace/result.ts';
import { adviceOn } from '#language/validation/advice.ts';
import { ADVICE } from '#language/validation/drop-advice.ts';
import type { Judgement } from '#language/validation/judgement.ts';
import { framesOf } from './frames.ts';
import type { Chapter, ConnectionChapter, NoteChapter, Row, Story, ToldBlocker } from './story.ts';

/** The story of a flow: its steps and its notes. `undefined` if no step has an address at both ends, and there is no note. */
export function storyOfFlow(network: Network, flow: Flow, traced: readonly StepTrace[]): Story | undefined {
  const chapters: Chapter[] = [];
  for (let index = 0; index <= flow.steps.length; index += 1) {
    for (const { text } of flow.notes.filter(({ after }) => after === index)) chapters.push(noteChapter(text, rowsOf(chapters)));
    const step = flow.steps[index];
    const found = traced.find((one) => one.step.id === step?.id);
    const chapter = found && stepChapter(network, found, rowsOf(chapters));
    if (chapter !== undefined) chapters.push(chapter);
  }
  return storyOf(flow.label ?? flow.name, chapters);
}

/** The story of one step. `undefined` if nothing is sent. */
export function storyOfStep(network: Network, traced: StepTrace): Story | undefined {
  const chapter = stepChapter(network, traced, []);
  return chapter && storyOf(chapter.title, [chapter]);
}

/** The story of the packet that decides about an expectation. `undefined` if there is none. */
export function storyOfJudgement(
  network: Network,
  { expectation, holds, counterexample, example, why }: Judgement,
): Story | undefined {
  const trace = counterexample ?? example;
  const chapter = trace && connectionChapter(network, trace, `${shortName(trace.from)} → ${shortName(trace.to)}`, []);
  return chapter && storyOf(`expect ${expectation.text}`, [{ ...chapter, summary: why, isExpected: holds }]);
}

/** The story of a call that is not in the text. `undefined` if nothing is sent. */
export function storyOfCall(network: Network, title: string, trace: Trace): Story | undefined {
  const chapter = connectionChapter(network, trace, title, []);
  return chapter && storyOf(title, [chapter]);
}

function storyOf(title: string, [first, ...others]: readonly Chapter[]): Story | undefined {
  return first && { title, chapters: [first, ...others] };
}

/** The entries at the end of the last chapter. */
function rowsOf(chapters: readonly Chapter[]): readonly Row[] {
  return chapters.at(-1)?.frames.at(-1)?.rows ?? [];
}

/** After a connection its entries are removed. */
function noteChapter(text: string, before: readonly Row[]): NoteChapter {
  const rows = before.filter(({ state }) => state !== 'removed').map((row): Row => ({ ...row, state: 'removed' }));
  return { kind: 'note', title: text, frames: [{ caption: text, checks: [], rows }] };
}

function stepChapter(network: Network, traced: StepTrace, before: readonly Row[]): ConnectionChapter | undefined {
  const { step, trace } = traced;
  const title = step.label ?? `${step.from.text} → ${step.to.text}`;
  const chapter = connectionChapter(network, trace, title, before);
  return chapter && { ...chapter, isExpected: isAsExpected(traced) };
}

function connectionChapter(network: Network, trace: Trace, title: string, before: readonly Row[]): ConnectionChapter | undefined {
  const [first, ...others] = framesOf(trace, before);
  if (first === undefined) return undefined;
  const failing = trace.verdict === 'intermittent' ? failingCases(trace).filter(({ choices }) => choices.length > 0) : [];
  return {
    kind: 'connection',
    title,
    verdict: trace.verdict,
    summary: verdictText(trace),
    isExpected: trace.verdict === 'delivered',
    frames: [first, ...others],
    blockers: blockersOf(network, trace),
    failing: failing.map(failingText),
  };
}

/** What blocks the packet itself; else what blocks the connections behind it. */
function blockersOf(network: Network, trace: Trace): readonly ToldBlocker[] {
  const own = trace.blockers.map((blocker): ToldBlocker => {
    const { at, direction, reason, code } = blocker;
    const advice = adviceOn(network, trace, blocker);
    const decidedBy: EntityId | undefined = advice?.cause ?? blocker.decidedBy;
    return { at, direction, reason, advice: advice?.text ?? ADVICE[code], ...(decidedBy !== undefined && { decidedBy }) };
  });
  return own.length > 0 ? own : trace.nextConnections.flatMap((next) => blockersOf(network, next)).slice(0, MOST_BLOCKERS);
}

/** A load balancer with many targets may fail at each of them for the same reason. */
const MOST_BLOCKERS = 8;
