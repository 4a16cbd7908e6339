// A network → the results of its flows and expectations: each flow traced, each expectation evaluated, within one budget of steps.
import { sharingOut, stepsFor } from '#language/network/budget.ts';
import type { Expectation, FlowStep } from '#language/network/claim.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { finished, type Steps } from '#language/network/in-steps.ts';
import type { Network } from '#language/network/network.ts';
import { type StepTrace, traceStep } from '#language/trace/flow.ts';
import { judge } from './expect.ts';
import type { Judgement } from './judgement.ts';

/** The results of all flows and expectations of a network. */
export interface Claims {
  /** By the id of the flow; one trace for each step. */
  readonly flows: ReadonlyMap<EntityId, readonly StepTrace[]>;
  /** The results of the expectations, in the order of the file. */
  readonly judgements: readonly Judgement[];
  /** The steps and expectations that are not answered, because they would cost too much. */
  readonly unanswered: readonly (FlowStep | Expectation)[];
}

/** No results, as of a network without flows and expectations. */
export const NO_CLAIMS: Claims = { flows: new Map(), judgements: [], unanswered: [] };

/** Traces every flow and evaluates every expectation. Those that ask the same are asked once. */
export function settleClaims(network: Network): Claims {
  return finished(settlingClaims(network));
}

/** The same, with a pause after each question. */
export function* settlingClaims(network: Network): Steps<Claims> {
  const steps = network.flows.flatMap((flow) => flow.steps);
  const asked = [...groupBy<string, Question>([...steps, ...network.expectations], questionText).values()];
  const answers = yield* sharingOut(asked, stepsFor(network), ([question]) => answerTo(network, question));
  const answerOf = new Map(asked.flatMap((same) => same.map((one) => [one, answers.get(same)] as const)));
  const isAnswered = (one: Question): boolean => answerOf.get(one) !== undefined;
  return {
    flows: new Map(network.flows.map((flow) => [flow.id, flow.steps.flatMap((step) => traceOf(step, answerOf.get(step)))])),
    judgements: network.expectations.map((one) => judgementOf(one, answerOf.get(one))),
    unanswered: [...steps, ...network.expectations].filter((one) => !isAnswered(one)),
  };
}

type Question = FlowStep | Expectation;
type Answer = Judgement | { readonly traced: StepTrace | undefined };

/** Equal for questions that differ only in where they are. */
function questionText({ id: _, ...question }: Question): string {
  return JSON.stringify(question, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
}

function answerTo(network: Network, question: Question | undefined): Answer {
  if (question === undefined) return { traced: undefined };
  return 'claim' in question ? judge(network, question) : { traced: traceStep(network, question) };
}

function traceOf(step: FlowStep, answer: Answer | undefined): readonly StepTrace[] {
  if (answer === undefined || !('traced' in answer) || answer.traced === undefined) return [];
  return [answer.traced.step === step ? answer.traced : { ...answer.traced, step }];
}

function judgementOf(expectation: Expectation, answer: Answer | undefined): Judgement {
  if (answer === undefined || 'traced' in answer)
    return { expectation, holds: false, isUnknown: true, why: 'There is too much to check.' };
  return answer.expectation === expectation ? answer : { ...answer, expectation };
}
