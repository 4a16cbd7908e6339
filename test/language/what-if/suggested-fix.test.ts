// A flow that is dropped → the lines of the suggested fix, and what else they allow.
import assert from 'node:assert/strict';
import { formatTraffic } from '#language/network/traffic.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import { pairs } from '#language/trace/flow.ts';
import { changeText } from '#language/what-if/change.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** The lines of the suggested fix for the text's first flow, and what they allow. */
async function fixOf(
  text: string,
): Promise<{ readonly lines: readonly string[]; readonly opens: readonly string[] } | undefined> {
  const network = await networkOf(text);
  const step = network.flows[0]?.steps[0];
  assert.ok(step);
  const [pair] = [...pairs(connectionEndsOf(network, step.from), connectionEndsOf(network, step.to))];
  assert.ok(pair);
  const found = suggestFix(network, {
    from: pair[0],
    to: pair[1],
    protocol: step.protocol,
    ...(step.port !== undefined && { port: step.port }),
  });
  if (found === undefined) return undefined;
  assert.equal(found.after.verdict, 'delivered');
  return {
    lines: found.changes.map(changeText).map(({ in: place, line }) => `${place}: ${line}`),
    opens: found.opens.map(({ from, to, traffic }) => `${from} → ${to} ${traffic.map(formatTraffic).join('; ')}`),
  };
}

const SHOP = `
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main
    nat out { elastic-ip 203.0.113.10 }
  }
  subnet app 10.0.1.0/24 {
    instance web 10.0.1.10 { security-groups apps }
    instance job 10.0.1.11 { security-groups apps }
  }
  subnet data 10.0.2.0/24 {
    network-acl closed
    database orders 10.0.2.20 { engine postgres  security-groups stores }
  }
  security-group apps { egress all to any }
  security-group stores { ingress tcp 22 from 10.9.0.0/16 }
  network-acl closed {
    inbound 100 allow tcp 22 from 10.0.0.0/16
    outbound 100 allow tcp 443 to any
  }
}
host hub 52.85.123.45
`;

describe('the suggested fix for a dropped packet', () => {
  it('prefers a security group to an address, and has the exact port and the reply ports', async () => {
    const found = await fixOf(`${SHOP} flow f { web -> orders tcp 5432 }`);
    assert.deepEqual(found?.lines, [
      'v.closed: inbound 110 allow tcp 5432 from 10.0.1.10/32',
      'v.stores: ingress tcp 5432 from apps',
      'v.closed: outbound 110 allow tcp 32768-60999 to 10.0.1.10/32',
    ]);
    assert.deepEqual(found?.opens, ['v.web → v.orders tcp 5432']);
  });

  it('reports what else becomes allowed: all members of the group that the network ACL allows', async () => {
    const open = SHOP.replace('network-acl closed\n', '');
    const found = await fixOf(`${open} flow f { web -> orders tcp 5432 }`);
    assert.deepEqual(found?.lines, ['v.stores: ingress tcp 5432 from apps']);
    assert.deepEqual(found?.opens, ['v.web → v.orders tcp 5432', 'v.job → v.orders tcp 5432']);
  });

  it('routes through the existing NAT gateway', async () => {
    const found = await fixOf(`${SHOP} flow f { web -> hub tcp 443 }`);
    assert.deepEqual(found?.lines, ['v.app: route 52.85.123.45/32 -> out']);
  });

  it('gets a lower rule number than the entry that denies', async () => {
    const denied = SHOP.replace(
      'inbound 100 allow tcp 22',
      'inbound 90 deny tcp 5432 from 10.0.1.0/24\n    inbound 100 allow tcp 22',
    );
    const found = await fixOf(`${denied} flow f { web -> orders tcp 5432 }`);
    assert.equal(found?.lines[0], 'v.closed: inbound 89 allow tcp 5432 from 10.0.1.10/32');
  });

  it('finds the direction of an entry, whatever the name of the network ACL', async () => {
    const found = await fixOf(`
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  network-acl inbound  instance app { security-groups g } }
  private subnet b 10.0.2.0/24 { az us-east-1a  instance db { security-groups g } }
  network-acl inbound { inbound 100 allow all from any  outbound 100 allow tcp 443 to any }
  security-group g { ingress all from g }
}
flow f { app -> db tcp 5432 }
`);
    assert.deepEqual(found?.lines, ['v.inbound: outbound 110 allow tcp 5432 to 10.0.2.4/32']);
  });

  it('is empty if nothing blocks the packet, and if no small change would help', async () => {
    assert.equal(
      await fixOf(`${SHOP} flow f { web -> job tcp 80 }`.replace('apps { egress', 'apps { ingress all from apps egress')),
      undefined,
    );
    assert.equal(await fixOf(`${SHOP} flow f { internet -> out tcp 80 }`), undefined);
  });
});
