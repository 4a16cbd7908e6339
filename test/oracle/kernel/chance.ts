// Numbers that look like chance and are the same in every run.

/** Gives whole numbers from 0 up to, but not including, `below`. (Marsaglia's xorshift with 32 bits; the seed may not be 0.) */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
