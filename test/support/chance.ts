// All chance in the tests: one seed, one generator of numbers, one factor for how many cases are tried. The same in every `npm test`.

/** The seed of every property and every generator. `TEST_SEED=…` sets another one; `npm run test:soak` does so. */
export const SEED = fromEnvironment('TEST_SEED', 20261122);

/** How many times as many cases a property tries. `TEST_SCALE=…` sets it; `npm run test:soak` does so. */
const SCALE = fromEnvironment('TEST_SCALE', 1);

/** True in a long run with many cases. */
export const IS_SOAK = SCALE > 1;

/** How many cases a property tries that tries so many in `npm test`. */
export function runs(usual: number): number {
  return Math.max(1, Math.round(usual * SCALE));
}

/**
 * Gives whole numbers from 0 up to, but not including, `below`. The same seed gives the same numbers: this is the linear congruential
 * generator of Numerical Recipes, 2nd edition, section 7.1, of which the upper bits are used.
 */
export function numbers(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function fromEnvironment(name: string, otherwise: number): number {
  const text = process.env[name];
  const value = text === undefined || text === '' ? otherwise : Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name}=${text} is not a number.`);
  return value;
}
