// Long work in steps, so that an editor can answer other questions between them. It is in `network` because every folder that has such work
// may import from there.

/** A computation that may pause after each `yield`. */
export type Steps<T> = Generator<void, T, void>;

/** The result of a computation, without a pause. */
export function finished<T>(steps: Steps<T>): T {
  for (let next = steps.next(); ; next = steps.next()) if (next.done === true) return next.value;
}

/** One computation for everybody who needs its result: those who can wait, and those who cannot, who finish what is left of it. */
export class InSteps<T> {
  readonly #steps: Steps<T>;
  #outcome: { readonly value: T } | { readonly error: unknown } | undefined;

  constructor(steps: Steps<T>) {
    this.#steps = steps;
  }

  /** The result, at once. */
  now(): T {
    while (this.#outcome === undefined) this.#step();
    if ('error' in this.#outcome) throw this.#outcome.error;
    return this.#outcome.value;
  }

  /** The result, with a pause after each step. If a pause rejects, the rest is left for the next caller. */
  async later(pause: () => Promise<void>): Promise<T> {
    while (this.#outcome === undefined) {
      this.#step();
      await pause();
    }
    return this.now();
  }

  #step(): void {
    try {
      const next = this.#steps.next();
      if (next.done === true) this.#outcome = { value: next.value };
    } catch (error) {
      this.#outcome = { error };
    }
  }
}
