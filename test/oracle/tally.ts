// How many networks and packets a suite looks at, and what it counted: shown in the name of the test.

import { IS_SOAK, runs, SEED } from '#test/support/chance.ts';

/** How many networks a suite tries. */
export const NETWORKS = runs(500);

/** Counts of one suite. */
export class Tally {
  readonly #counts = new Map<string, number>();
  #networks = 0;

  network(): void {
    this.#networks += 1;
    if (IS_SOAK && this.#networks % 1000 === 0) process.stdout.write(`      ${this.#networks} networks: ${this.text()}\n`);
  }

  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** `70,000 packets agree, 3,000 …` */
  text(): string {
    return [...this.#counts].map(([what, count]) => `${count.toLocaleString('en')} ${what}`).join(', ');
  }

  /** Puts the counts into the name of the running test. */
  show({ test }: Mocha.Context): void {
    if (test !== undefined) test.title += `: ${this.#networks.toLocaleString('en')} networks (seed ${SEED}), ${this.text()}`;
  }
}
