// Senders that do the same are one class, also where they reach each other.
import assert from 'node:assert/strict';
import { entityId } from '#language/network/id.ts';
import { senderClasses } from '#language/trace/reach/sender-classes.ts';

const ids = (names: string) => names.split(' ').map(entityId);
const sender = (name: string, rows: Readonly<Record<string, string>>) => ({
  id: entityId(name),
  rows: Object.entries(rows).map(([key, receivers]) => ({ key, receivers: ids(receivers) })),
});

describe('classes of senders', () => {
  it('join senders with the same receivers, and separate the others', () => {
    const found = senderClasses([sender('a', { web: 'x y' }), sender('b', { web: 'y x' }), sender('c', { web: 'x' })]);
    assert.deepEqual(
      found.map(({ senders }) => senders),
      [ids('a b'), ids('c')],
    );
  });

  it('join senders that reach each other as they reach others', () => {
    const found = senderClasses([sender('a', { web: 'b x' }), sender('b', { web: 'a x' })]);
    assert.deepEqual(found, [{ senders: ids('a b'), rows: [{ key: 'web', receivers: ids('b x a') }] }]);
  });

  it('separate a sender that reaches less of one of the others', () => {
    const found = senderClasses([sender('a', { web: 'b x' }), sender('b', { web: 'x' })]);
    assert.equal(found.length, 2);
  });
});
