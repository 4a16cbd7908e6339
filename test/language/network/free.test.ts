// What is still free in a block.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAddress, formatPrefix, overlaps, type Prefix, parseAddress, parsePrefix } from '#language/network/address.ts';
import { freeAddress, freeBlock } from '#language/network/free.ts';

describe('the next free block', () => {
  it('is the first one of an empty VPC', () => checkBlock('10.0.0.0/16', [], 24, '10.0.0.0/24'));
  it('follows the used blocks', () => checkBlock('10.0.0.0/16', ['10.0.0.0/24', '10.0.1.0/24'], 24, '10.0.2.0/24'));
  it('fills a gap', () => checkBlock('10.0.0.0/16', ['10.0.0.0/24', '10.0.2.0/24'], 24, '10.0.1.0/24'));
  it('is aligned', () => checkBlock('10.0.0.0/16', ['10.0.0.0/26'], 24, '10.0.1.0/24'));
  it('has no room in a full VPC', () => checkBlock('10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25'], 25, undefined));
  it('is never larger than the VPC', () => checkBlock('10.0.0.0/24', [], 16, undefined));
  it('works for IPv6', () => checkBlock('2001:db8::/56', ['2001:db8::/64'], 64, '2001:db8:0:1::/64'));

  it('never overlaps a used block', () => {
    const taken = fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 20, max: 28 })), { maxLength: 20 });
    fc.assert(
      fc.property(taken, fc.integer({ min: 18, max: 28 }), (numbers, length) => {
        const blocks = numbers.map(([third, size]) => prefix(`10.0.${third}.0/${size}`));
        const found = freeBlock(prefix('10.0.0.0/16'), blocks, length);
        assert.ok(found === undefined || !blocks.some((one) => overlaps(one, found)));
      }),
    );
  });
});

describe('the next free address', () => {
  it('is never one of the first four, which AWS reserves', () => checkAddress('10.0.1.0/24', [], '10.0.1.4'));
  it('is not in use', () => checkAddress('10.0.1.0/24', ['10.0.1.4', '10.0.1.5', '2001:db8::6'], '10.0.1.6'));
  it('is never the last one of the block', () => checkAddress('10.0.1.0/29', ['10.0.1.4', '10.0.1.5', '10.0.1.6'], undefined));
});

function checkBlock(outer: string, taken: readonly string[], length: number, expected: string | undefined): void {
  const found = freeBlock(prefix(outer), taken.map(prefix), length);
  assert.equal(found && formatPrefix(found), expected);
}

function checkAddress(block: string, taken: readonly string[], expected: string | undefined): void {
  const found = freeAddress(
    prefix(block),
    taken.flatMap((text) => parseAddress(text) ?? []),
  );
  assert.equal(found && formatAddress(found), expected);
}

function prefix(text: string): Prefix {
  const found = parsePrefix(text);
  assert.ok(found, text);
  return found;
}
