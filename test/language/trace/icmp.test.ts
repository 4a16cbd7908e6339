// ICMP: which message answers which, and messages that nobody answers.
import assert from 'node:assert/strict';
import { settleClaims } from '#language/validation/claims.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { returnSteps, verdictOf } from './short-trace.ts';

/** Two instances whose groups allow everything, the first behind a network ACL with these entries. */
const network = (entries: string, claims = ''): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { network-acl listed  instance one 10.0.0.10 { security-groups open } }
  subnet b 10.0.1.0/24 { instance two 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { ${entries} }
}
${claims}`;

/** Everything out, and only this in. */
const receiving = (traffic: string, claims = ''): string =>
  network(`inbound 100 allow ${traffic} from any  outbound 100 allow all to any`, claims);

async function holds(text: string): Promise<readonly boolean[]> {
  return settleClaims(await networkOf(text)).judgements.map((judgement) => judgement.holds);
}

describe('an ICMP message', () => {
  it('is answered by the reply of its type', async () => {
    const exchanges = [
      [8, 0],
      [13, 14],
      [15, 16],
      [17, 18],
    ] as const;
    for (const [request, reply] of exchanges) {
      const ask = (type: number): Promise<string> => verdictOf(receiving(`icmp type ${type}`), `one -> two icmp type ${request}`);
      assert.equal(await ask(reply), 'delivered', `${request}`);
      assert.equal(await ask(request), 'dropped return SUBNET_ACL_RESTRICTION', `${request}`);
    }
  });

  it('of ICMPv6 has types of its own', async () => {
    const text = `
vpc v 10.0.0.0/16, 2001:db8::/56 {
  subnet a 10.0.0.0/24, 2001:db8::/64 { network-acl listed  instance one 2001:db8::10 { security-groups open } }
  subnet b 10.0.1.0/24, 2001:db8:0:1::/64 { instance two 2001:db8:0:1::10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { inbound 100 allow icmpv6 type 129 from any  outbound 100 allow all to any }
}`;
    assert.equal(await verdictOf(text, 'one -> two icmpv6'), 'delivered');
    assert.equal(await verdictOf(text, 'one -> two icmpv6 type 128'), 'delivered');
    // Type 8 is an echo request in ICMP only.
    assert.deepEqual(await returnSteps(text, 'one -> two icmpv6 type 8'), []);
  });

  it('to which nobody replies is delivered when it arrives', async () => {
    const closed = network('outbound 100 allow all to any');
    for (const type of ['3', '3 code 4', '11', '0', '14']) {
      assert.equal(await verdictOf(closed, `one -> two icmp type ${type}`), 'delivered', type);
      assert.deepEqual(await returnSteps(closed, `one -> two icmp type ${type}`), []);
    }
    const silent = network('inbound 100 allow all from any');
    assert.equal(await verdictOf(silent, 'one -> two icmp type 3'), 'dropped SUBNET_ACL_RESTRICTION');
  });

  it('is told apart by expectations', async () => {
    const timestamp = 'expect one never reaches two on icmp type 13';
    assert.deepEqual(await holds(receiving('icmp type 13', timestamp)), [true]);
    assert.deepEqual(await holds(receiving('icmp type 14', timestamp)), [false]);
    assert.deepEqual(await holds(receiving('icmp type 0', 'expect one reaches two on icmp type 8, icmp type 3')), [true]);
    assert.deepEqual(await holds(receiving('icmp type 0', 'expect one reaches two on icmp')), [false]);
  });

  it('to which nobody replies does not show that two ends can communicate, and is not nothing either', async () => {
    const claims = 'expect one reaches two  expect one never reaches two  expect one never reaches two on tcp, udp';
    assert.deepEqual(await holds(network('outbound 100 allow all to any', claims)), [false, false, true]);
  });
});
