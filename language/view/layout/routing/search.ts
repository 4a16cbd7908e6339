// A mesh, starts and goals → the cheapest path: short, with few bends and few crossings.
import type { Mesh } from './mesh.ts';

/** A start or goal: a vertex, and what it costs if the path is on this or that side of it. */
export interface Terminal {
  readonly vertex: number;
  readonly costs: SideCosts;
}

/** In pixels of detour. */
export interface SideCosts {
  readonly below: number;
  readonly right: number;
  readonly above: number;
  readonly left: number;
}

const DOWN = 0;
const RIGHT = 1;
const UP = 2;
const LEFT = 3;

/** The vertices of the path, ends included; undefined if the goal cannot be reached. Dijkstra over vertices and headings. */
export function cheapestPath(mesh: Mesh, starts: readonly Terminal[], goals: readonly Terminal[]): readonly number[] | undefined {
  const size = mesh.xs.length * mesh.ys.length * 4;
  const costs = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(size).fill(-1);
  const queue = new Queue();
  const goalAt = new Map(goals.map((goal) => [goal.vertex, goal]));
  for (const start of starts) {
    for (const heading of [DOWN, RIGHT, UP, LEFT]) {
      const state = start.vertex * 4 + heading;
      costs[state] = costOn(start.costs, heading);
      queue.push(state, costs[state] ?? 0);
    }
  }
  let best = { state: -1, cost: Number.POSITIVE_INFINITY };
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    const cost = costs[state] ?? 0;
    if (cost >= best.cost) break;
    const vertex = state >> 2;
    const goal = previous[state] === -1 ? undefined : goalAt.get(vertex);
    if (goal !== undefined) {
      const total = cost + costOn(goal.costs, (state + 2) & 3);
      if (total < best.cost) best = { state, cost: total };
      continue;
    }
    eachStepFrom(mesh, state, (next, step) => {
      if (cost + step >= (costs[next] ?? 0)) return;
      costs[next] = cost + step;
      previous[next] = state;
      queue.push(next, cost + step);
    });
  }
  return best.state === -1 ? undefined : trackBack(best.state, previous);
}

/** What it costs to leave with this heading. */
function costOn({ below, right, above, left }: SideCosts, heading: number): number {
  return [below, right, above, left][heading] ?? 0;
}

function isUpright(heading: number): boolean {
  return heading === DOWN || heading === UP;
}

/** One vertex ahead, or the same vertex with another heading; at the very start the heading is free. */
function eachStepFrom({ ys, down, right, bend }: Mesh, state: number, visit: (next: number, cost: number) => void): void {
  const [vertex, heading, rows] = [state >> 2, state & 3, ys.length];
  const ahead = vertex + (heading === DOWN ? 1 : heading === UP ? -1 : heading === RIGHT ? rows : -rows);
  const isInside = ahead >= 0 && !(heading === UP && vertex % rows === 0);
  const cost = isInside
    ? ((isUpright(heading) ? down : right)[heading === DOWN || heading === RIGHT ? vertex : ahead] ?? -1)
    : -1;
  if (cost >= 0) visit(ahead * 4 + heading, cost);
  const turning = bend[vertex] ?? 0;
  if (!Number.isFinite(turning)) return;
  visit(vertex * 4 + ((heading + 1) & 3), turning);
  visit(vertex * 4 + ((heading + 3) & 3), turning);
}

function trackBack(state: number, previous: Int32Array): readonly number[] {
  const path: number[] = [];
  for (let at = state; at !== -1; at = previous[at] ?? -1) {
    if (path.at(-1) !== at >> 2) path.push(at >> 2);
  }
  return path.toReversed();
}

/** A binary heap of states by cost; equal costs come out in the order of the states, so that diagrams never vary. */
class Queue {
  readonly #states: number[] = [];
  readonly #costs: number[] = [];

  push(state: number, cost: number): void {
    let at = this.#states.length;
    this.#states.push(state);
    this.#costs.push(cost);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): number | undefined {
    const top = this.#states[0];
    this.#swap(0, this.#states.length - 1);
    this.#states.pop();
    this.#costs.pop();
    this.#sink();
    return top;
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.#states.length && this.#before(left, least)) least = left;
      if (right < this.#states.length && this.#before(right, least)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const difference = (this.#costs[a] ?? 0) - (this.#costs[b] ?? 0);
    return difference === 0 ? (this.#states[a] ?? 0) < (this.#states[b] ?? 0) : difference < 0;
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#states, this.#costs]) {
      const kept = list[a];
      const other = list[b];
      if (kept === undefined || other === undefined) return;
      list[a] = other;
      list[b] = kept;
    }
  }
}
