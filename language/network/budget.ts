// The bound of the work for a question. It is counted in steps, never in time, so that a text gets the same answers on every machine.
// It is in `network` because every folder that counts steps may import from there.

import type { Steps } from './in-steps.ts';
import type { Network } from './network.ts';

/** Thrown where the steps are used up, and caught by `within`: a question is answered in full or not at all. */
class UsedUp extends Error {}

// One question is asked at a time, and none of them waits for anything, so the steps that are left are not passed through every function.
let left = Number.POSITIVE_INFINITY;

/** Counts steps. A step is about as much work as a packet at one hop. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw new UsedUp();
}

/** Counts the look at a list of this length, which is much less than a step for each item. */
export function spendOn(length: number): void {
  if (length >= ITEMS_PER_STEP) spend(length / ITEMS_PER_STEP);
}

const ITEMS_PER_STEP = 64;

/** The steps for all questions about a network that are asked together: many times what an ordinary network of its size needs. */
export function stepsFor({ byId }: Network): number {
  return STEPS + STEPS_PER_RESOURCE * byId.size;
}

const STEPS = 800_000;
const STEPS_PER_RESOURCE = 150;

/** The answer to a question, and the steps that it cost. Without an answer, it would have cost more. */
export interface Bounded<T> {
  readonly answer: { readonly value: T } | undefined;
  readonly spent: number;
}

/** Answers a question with at most this number of steps, and not more than the question has that asks it. */
export function within<T>(steps: number, question: () => T): Bounded<T> {
  const before = left;
  const most = Math.min(steps, before);
  left = most;
  try {
    return { answer: { value: question() }, spent: most - left };
  } catch (error) {
    if (error instanceof UsedUp) return { answer: undefined, spent: most };
    throw error;
  } finally {
    left = before - (most - Math.max(0, left));
  }
}

/**
 * Answers many questions with this number of steps. Each gets an equal share, and what some leave goes to those that need more. So a large
 * question does not take the steps of small ones. Those that would cost too much have no answer. There is a pause after each question.
 */
export function* sharingOut<Q, T>(questions: readonly Q[], steps: number, ask: (question: Q) => T): Steps<ReadonlyMap<Q, T>> {
  const answers = new Map<Q, T>();
  let open = questions;
  let rest = steps;
  while (open.length > 0) {
    const share = rest / open.length;
    const next: Q[] = [];
    for (const question of open) {
      const { answer, spent } = within(share, () => ask(question));
      rest -= spent;
      if (answer === undefined) next.push(question);
      else answers.set(question, answer.value);
      yield;
    }
    if (next.length === open.length) break;
    open = next;
  }
  return answers;
}
