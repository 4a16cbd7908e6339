// How many networks and packets a suite looks at, and what it counted: shown in the name of the test.

/** Networks of one run: few in the normal one, many in `npm run test:soak`. */
export const NETWORKS = Number(process.env.ORACLE_NETWORKS ?? 500);

/** The same networks each time; a soak takes others each time and prints which. `ORACLE_SEED=… ORACLE_NETWORKS=…` repeats one. */
export const SEED = Number(process.env.ORACLE_SEED ?? (NETWORKS > 500 ? Date.now() % 1_000_000_007 : 20261122));

/** Time for one suite: a soak takes as long as it takes. */
export const TIME = NETWORKS > 500 ? 0 : 300_000;

/** Counts of one suite. */
export class Tally {
  readonly #counts = new Map<string, number>();
  #networks = 0;

  network(): void {
    this.#networks += 1;
    if (NETWORKS > 500 && this.#networks % 1000 === 0) process.stdout.write(`      ${this.#networks} networks: ${this.text()}\n`);
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
