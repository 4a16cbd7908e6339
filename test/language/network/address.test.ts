// Addresses and prefixes: text in, canonical text out.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  contains,
  covers,
  formatAddress,
  formatPrefix,
  hasHostBits,
  overlaps,
  parseAddress,
  parsePrefix,
  prefixOf,
} from '#language/network/address.ts';

describe('addresses', () => {
  it('are read and written in their canonical form (RFC 5952 for IPv6)', () => {
    const canonical = (text: string): string | undefined => {
      const address = parseAddress(text);
      return address && formatAddress(address);
    };
    assert.equal(canonical('10.0.0.1'), '10.0.0.1');
    assert.equal(canonical('2001:DB8:0:0:1:0:0:1'), '2001:db8::1:0:0:1');
    assert.equal(canonical('::'), '::');
    assert.equal(canonical('1::'), '1::');
    assert.equal(canonical('fd00:ec2::253'), 'fd00:ec2::253');
    for (const wrong of [
      '10.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '1:2:3',
      '1::2::3',
      '12345::',
      '',
      'a.b.c.d',
      '1:2:3:4:5:6:7:8:9',
    ]) {
      assert.equal(canonical(wrong), undefined, wrong);
    }
  });

  it('are unchanged by formatting and parsing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6().filter((text) => !text.includes('.')),
        ),
        (text) => {
          const address = parseAddress(text);
          assert.ok(address, text);
          assert.deepEqual(parseAddress(formatAddress(address)), address);
        },
      ),
    );
  });
});

describe('prefixes', () => {
  it('lose their host bits, and report it', () => {
    const prefix = parsePrefix('100.68.0.18/18');
    assert.ok(prefix);
    assert.equal(formatPrefix(prefix), '100.68.0.0/18');
    assert.ok(hasHostBits('100.68.0.18/18'));
    assert.ok(!hasHostBits('100.68.0.0/18'));
    for (const wrong of ['10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/', '::/129', '10.0.0.0/a'])
      assert.equal(parsePrefix(wrong), undefined, wrong);
  });

  it('contain what they cover, and overlap only if one covers the other', () => {
    const prefix = fc
      .tuple(fc.nat({ max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
      .map(([bits, length]) => prefixOf({ family: 4, bits: BigInt(bits) }, length));
    fc.assert(
      fc.property(prefix, prefix, (a, b) => {
        assert.equal(overlaps(a, b), covers(a, b) || covers(b, a));
        assert.equal(covers(a, b), contains(a, { family: 4, bits: b.first }) && contains(a, { family: 4, bits: b.last }));
      }),
    );
  });
});
