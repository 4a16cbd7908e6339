// Fleets: equal machines. AWS chooses the one that sends, and whoever calls a fleet the one that is called.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { choicesText, failingCases, shareText } from '#language/trace/failing.ts';
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';
import { networkOf, traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

/** A fleet in two subnets; the network ACL of `b` lets only port 80 in, and replies out. */
const fleet = (lines: string): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance client { security-groups open }  instance db { security-groups open } }
  subnet b 10.0.2.0/24 { az us-east-1b  network-acl narrow }
  network-acl narrow { inbound 100 allow tcp 80 from any  outbound 100 allow tcp 1024-65535 to any }
  fleet web { subnets a, b  security-groups open  ${lines} }
  alb lb internal { subnets a, b  security-groups open  listen http 80 -> group }
  target-group group http 8080 { targets web }
  security-group open { ingress all from any }
}`;

async function casesOf(text: string, connection: string): Promise<readonly string[]> {
  const trace = await traceOf(text, connection);
  return [
    trace.verdict,
    ...failingCases(trace).map(({ choices, share }) => [choicesText(choices), shareText(share)].filter(Boolean).join(', ')),
  ];
}

describe('a fleet', () => {
  it('has one member in each subnet, or as many as it says, spread evenly', async () => {
    const addresses = async (lines: string): Promise<readonly string[]> =>
      (await networkOf(fleet(lines))).workloads
        .flatMap(({ kind, interfaces }) => (kind === 'fleet' ? interfaces : []))
        .flatMap((iface) => iface.addresses.map((own) => formatAddress(own.private)));
    assert.deepEqual(await addresses(''), ['10.0.1.6', '10.0.2.4']);
    assert.deepEqual(await addresses('count 3'), ['10.0.1.6', '10.0.2.4', '10.0.1.7']);
    assert.deepEqual(await addresses('count 1'), ['10.0.1.6']);
  });

  it('sends from the member that AWS chooses, so all must reach a receiver', async () => {
    assert.deepEqual(await casesOf(fleet('count 4'), 'web -> db tcp 5432'), ['intermittent', 'when web sends from b']);
    assert.deepEqual(await casesOf(fleet('count 1'), 'web -> db tcp 5432'), ['delivered']);
  });

  it('is called at the member that the client chooses, so one that works is enough', async () => {
    assert.equal(await verdictOf(fleet(''), 'client -> web tcp 22'), 'delivered');
    assert.equal(await verdictOf(fleet(''), 'client -> 10.0.2.4 tcp 22'), 'dropped SUBNET_ACL_RESTRICTION');
  });

  it('is a target with all its members, each with its share', async () => {
    const text = fleet('count 4').replace('8080 { targets web }', '8080 { targets web  health-check http 80 }');
    // The node in b does not pass the network ACL.
    assert.deepEqual(await casesOf(text, 'client -> lb tcp 80'), [
      'intermittent',
      'when lb is called in a and lb uses web (2)',
      'when lb is called in a and lb uses web (4)',
    ]);
    const withShut = fleet('count 3')
      .replace('client { security-groups open }', 'client { security-groups open }  instance shut { security-groups closed }')
      .replace('8080 { targets web }', '8080 { targets web, shut  health-check http 80 }')
      .replace('network-acl narrow }', '}')
      .replace('security-group open', 'security-group closed { ingress tcp 80 from any }  security-group open');
    assert.deepEqual(await casesOf(withShut, 'client -> lb tcp 80'), ['intermittent', 'when lb uses shut, 25 %']);
    // Members that fail their health check are out of rotation.
    assert.deepEqual(await casesOf(fleet('count 4'), 'client -> lb tcp 80'), ['delivered']);
  });

  it('calls its other members', async () => {
    assert.equal(await verdictOf(fleet(''), 'web -> web tcp 80'), 'delivered');
  });

  it('has no lines that only a single machine can have, and only it has a count', () =>
    checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    fleet web 10.0.1.10
//        ^^^ error fleet-line: The members of a fleet are equal, so web cannot have addresses of its own: remove it, or declare instances.
    fleet app { elastic-ip 203.0.113.10 }
//        ^^^ error fleet-line: The members of a fleet are equal, so app cannot have an Elastic IP address: remove it, or declare instances.
    fleet big { count 501 }
//              ^^^^^^^^^ error fleet-line: A fleet has 1 to 500 members, not 501.
    instance one { count 2 }
//                 ^^^^^^^ error fleet-line: Only a fleet has a count: remove the line, or make one a fleet.
  }
}
`));
});
