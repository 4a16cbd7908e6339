// Randomness in the tests: one seed, one generator, and one factor for the number of cases. `npm test` always uses the same values.

/** The seed of all properties and generators. `npm run test:soak` sets another one with `TEST_SEED=…`. */
export const SEED = fromEnvironment('TEST_SEED', 20261122);

/** The factor for the number of cases of each property. `npm run test:soak` sets it with `TEST_SCALE=…`. */
const SCALE = fromEnvironment('TEST_SCALE', 1);

/** True in runs with more cases than `npm test`. */
export const IS_SOAK = SCALE > 1;

/** The number of cases of a property that has `usual` cases in `npm test`. */
export function runs(usual: number): number {
  return Math.max(1, Math.round(usual * SCALE));
}

/**
 * Returns a generator of whole numbers from 0 up to, but not including, `below`. The same seed gives the same numbers. It is the linear
 * congruential generator of Numerical Recipes, 2nd edition, section 7.1; only its upper bits are used.
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
