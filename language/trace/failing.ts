// The trace of a call → every case in which it fails, with what AWS chose there.
import { type EntityId, shortName } from '#language/network/id.ts';
import { type Choice, shareOf } from './choices.ts';
import type { Trace } from './result.ts';

/** A case in which a call does not work. */
export interface FailingCase {
  /** What AWS chose, as far as it matters. Empty where it had no choice. */
  readonly choices: readonly Choice[];
  /** The share of connections, from 0 to 1, in this case; `undefined` where AWS does not say. */
  readonly share: number | undefined;
  /** The connection that fails: the one that was asked for, or one behind a load balancer. */
  readonly trace: Trace;
}

/** All cases that fail, are intermittent or unknown, through load balancers to their targets. */
export function failingCases(trace: Trace): readonly FailingCase[] {
  const all = leavesOf(trace, []);
  const failing = all.filter((leaf) => leaf.trace.verdict !== 'delivered');
  const cases = new Map<string, FailingCase>();
  for (const leaf of failing) {
    const choices = mattering(leaf, all);
    const key = keyOf(choices);
    if (!cases.has(key)) cases.set(key, { choices, share: shareOf(choices), trace: leaf.trace });
  }
  // A rule that forwards to a group without targets opens no connection that could be shown.
  const isHidden = cases.size === 0 && trace.verdict !== 'delivered';
  return isHidden ? [{ choices: [], share: undefined, trace }] : [...cases.values()];
}

/** One connection to one target, after all choices of AWS. */
interface Leaf {
  readonly choices: readonly Choice[];
  readonly trace: Trace;
}

function leavesOf(trace: Trace, before: readonly Choice[]): readonly Leaf[] {
  return trace.paths.flatMap((path) => {
    const choices = [...before, ...path.choices];
    const { nextConnections } = path;
    if (nextConnections.length === 0 || isBlocked(path)) return [{ choices, trace: path }];
    return nextConnections.flatMap((next) => leavesOf(next, choices));
  });
}

/** Whether a filter or a gateway stops the connection itself. */
function isBlocked({ forward, return: back }: Trace): boolean {
  return [...forward, ...back].some(({ allowed }) => !allowed);
}

/** Without the choices after which it fails as well, whatever AWS chooses there. */
function mattering({ choices, trace }: Leaf, all: readonly Leaf[]): readonly Choice[] {
  let left = choices;
  for (const one of choices) {
    const fewer = left.filter((other) => other !== one);
    const key = keyOf(fewer);
    const alike = all.filter((leaf) => keyOf(leaf.choices.filter((choice) => fewer.some((own) => isSame(own, choice)))) === key);
    if (alike.every((leaf) => leaf.trace.verdict === trace.verdict)) left = fewer;
  }
  return left;
}

function isSame(a: Choice, b: Choice): boolean {
  return a.at === b.at && a.chosen === b.chosen;
}

function keyOf(choices: readonly Choice[]): string {
  return choices.map(({ at, chosen }) => `${at} ${chosen}`).join('\n');
}

/** `when lb uses two`, `when f sends from b and lb uses two`; empty without a choice. */
export function choicesText(choices: readonly Choice[]): string {
  return choices.length === 0 ? '' : `when ${choices.map(choiceText).join(' and ')}`;
}

function choiceText({ of: what, at, chosen }: Choice): string {
  const [who, which] = [shortName(at), memberName(chosen)];
  switch (what) {
    case 'sender':
      return `${who} sends from ${which}`;
    case 'receiver':
      return `${who} is called in ${which}`;
    case 'target':
      return `${who} uses ${which}`;
    case 'pod':
      return `${who} passes to ${which}`;
    case 'route':
      return `${who} routes to ${which}`;
    case 'attachment':
      return `${who} uses ${which}`;
  }
}

/** `web`; `web (2)` for the second member of a fleet. */
function memberName(id: EntityId): string {
  const [, number] = /#interface-(\d+)$/.exec(id) ?? [];
  return number === undefined ? shortName(id) : `${shortName(id)} (${number})`;
}

/** `50 %`; empty where AWS does not say. A share below 1 % is not 0 %. */
export function shareText(share: number | undefined): string {
  if (share === undefined || share === 1) return '';
  const percent = Math.round(share * 100);
  return percent === 0 ? 'less than 1 %' : `${percent} %`;
}
