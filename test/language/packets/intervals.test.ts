// Sets as intervals against sets as lists of numbers.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Intervals, includes, intersect, subtract, union, unionAll } from '#language/packets/intervals.ts';

const LAST = 40;
const ALL = Array.from({ length: LAST }, (_, number) => number);

/** Any set of small numbers. */
const someNumbers = fc.uniqueArray(fc.nat(LAST - 1)).map((numbers) => new Set(numbers));

/** The only way to write the set: ascending, nothing touching. */
function intervalsOf(numbers: ReadonlySet<number>): Intervals<number> {
  return [...ALL, LAST].filter((number) => numbers.has(number) !== numbers.has(number - 1));
}

describe('intervals', () => {
  it('contain their members', () => {
    fc.assert(
      fc.property(someNumbers, (numbers) => {
        const set = intervalsOf(numbers);
        for (const number of [-1, ...ALL, LAST]) assert.equal(includes(set, number), numbers.has(number));
      }),
    );
  });

  it('support intersection, difference and union, in a canonical form', () => {
    fc.assert(
      fc.property(someNumbers, someNumbers, (a, b) => {
        const [left, right] = [intervalsOf(a), intervalsOf(b)];
        assert.deepEqual(intersect(left, right), intervalsOf(new Set(ALL.filter((number) => a.has(number) && b.has(number)))));
        assert.deepEqual(subtract(left, right), intervalsOf(new Set(ALL.filter((number) => a.has(number) && !b.has(number)))));
        assert.deepEqual(union(left, right), intervalsOf(new Set([...a, ...b])));
      }),
    );
  });

  it('support the union of many sets', () => {
    fc.assert(
      fc.property(fc.array(someNumbers, { maxLength: 9 }), (sets) => {
        assert.deepEqual(unionAll(sets.map(intervalsOf)), intervalsOf(new Set(sets.flatMap((set) => [...set]))));
      }),
    );
  });

  it('work for addresses of 128 bits', () => {
    const end = 1n << 128n;
    assert.deepEqual(subtract([0n, end], [5n, 6n]), [0n, 5n, 6n, end]);
    assert.ok(includes([0n, end], end - 1n));
    assert.ok(!includes([0n, end], end));
  });
});
