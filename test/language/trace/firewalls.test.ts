// AWS Network Firewall: where it is on a path, and the order of its rules.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { forwardSteps, returnSteps, verdictOf } from './short-trace.ts';

/** A VPC whose subnet `apps` sends and receives through a firewall in `edge`. */
function guarded(policy: string, inbound = 'route 10.0.1.0/24 -> guard'): string {
  return `
network office 198.51.100.0/24
host registry 52.85.123.45
vpc v 10.0.0.0/16 {
  igw main { ${inbound} }
  subnet edge 10.0.0.0/28 { az us-east-1a  route 0.0.0.0/0 -> main }
  subnet apps 10.0.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> guard
    instance web 10.0.1.10 { elastic-ip 203.0.113.10  security-groups open }
  }
  firewall guard {
    subnets edge
    ${policy}
  }
  security-group open { ingress all from any }
}
`;
}

const DROPPED = 'dropped FIREWALL_RULES_RESTRICTION';
const REPLY_DROPPED = 'dropped return FIREWALL_RULES_RESTRICTION';

describe('a firewall', () => {
  it('is a route target in both directions, also of an internet gateway', async () => {
    const text = guarded('');
    const passes = (steps: readonly string[]): boolean => steps.some((step) => step.startsWith('guard filter'));
    assert.equal(await verdictOf(text, 'office -> web tcp 443'), 'delivered');
    assert.ok(passes(await forwardSteps(text, 'office -> web tcp 443')));
    assert.ok(passes(await returnSteps(text, 'office -> web tcp 443')));
    assert.ok(passes(await forwardSteps(text, 'web -> registry tcp 443')));
    assert.equal(await verdictOf(text, 'web -> registry tcp 443'), 'delivered');
  });

  it('must see both directions at the same endpoint', async () => {
    assert.equal(await verdictOf(guarded('', ''), 'office -> web tcp 443'), 'dropped return NO_STATE');
    assert.equal(await verdictOf(guarded('', ''), 'web -> registry tcp 443'), 'dropped return NO_STATE');
    const zones = (back: string): string => `
vpc v 10.0.0.0/16 {
  subnet edge-a 10.0.0.0/28 { az us-east-1a }
  subnet edge-b 10.0.0.16/28 { az us-east-1b }
  subnet one 10.0.1.0/24 { az us-east-1a  route 10.0.2.0/24 -> guard  instance client 10.0.1.10 { security-groups open } }
  subnet two 10.0.2.0/24 { az us-east-1${back}  route 10.0.1.0/24 -> guard  instance server 10.0.2.10 { security-groups open } }
  firewall guard { subnets edge-a, edge-b }
  security-group open { ingress all from any }
}
`;
    assert.equal(await verdictOf(zones('a'), 'client -> server tcp 443'), 'delivered');
    assert.equal(await verdictOf(zones('b'), 'client -> server tcp 443'), 'dropped return NO_STATE');
  });

  it('sends packets from an internet gateway to the endpoint in the zone of the destination', async () => {
    const text = `
network office 198.51.100.0/24
vpc v 10.0.0.0/16 {
  igw main { route 10.0.1.0/24 -> guard  route 10.0.2.0/24 -> guard }
  subnet edge-a 10.0.0.0/28 { az us-east-1a  route 0.0.0.0/0 -> main }
  subnet edge-b 10.0.0.16/28 { az us-east-1b  route 0.0.0.0/0 -> main }
  subnet two 10.0.2.0/24 {
    az us-east-1b
    route 0.0.0.0/0 -> guard
    instance web { elastic-ip 203.0.113.10  security-groups open }
  }
  firewall guard { subnets edge-a, edge-b }
  security-group open { ingress all from any }
}
`;
    assert.equal(await verdictOf(text, 'office -> web tcp 443'), 'delivered');
    assert.ok((await forwardSteps(text, 'office -> web tcp 443')).some((step) => step.startsWith('edge-b route')));
  });

  it('evaluates stateless rules for each packet, the lowest number first', async () => {
    const first = 'stateless 10 drop tcp 443 from office to any';
    const later = 'stateless 20 pass all from any to any';
    assert.equal(await verdictOf(guarded(`${later}  ${first}`), 'office -> web tcp 443'), DROPPED);
    assert.equal(await verdictOf(guarded(`${later}  ${first}`), 'office -> web tcp 80'), 'delivered');
    const replies = 'stateless 10 drop tcp from 10.0.1.0/24 port 443 to office';
    assert.equal(await verdictOf(guarded(replies), 'office -> web tcp 443'), REPLY_DROPPED);
    assert.equal(await verdictOf(guarded(replies), 'office -> web tcp 80'), 'delivered');
  });

  it('applies the default action to packets without a stateless rule', async () => {
    const both = 'stateless 10 pass tcp 443 from any to any  stateless 20 pass tcp from any port 443 to any';
    assert.equal(await verdictOf(guarded(`stateless-default drop  ${both}`), 'office -> web tcp 443'), 'delivered');
    assert.equal(
      await verdictOf(guarded(`stateless-default drop  ${both}`), 'office -> web tcp 80'),
      'dropped FIREWALL_RULES_RESTRICTION return FIREWALL_RULES_RESTRICTION',
    );
    assert.equal(
      await verdictOf(guarded('stateless-default pass  stateful drop all from any to any'), 'office -> web'),
      'delivered',
    );
    assert.equal(await verdictOf(guarded('stateful drop all from any to any'), 'office -> web'), DROPPED);
  });

  it('evaluates stateful rules by action, or as they are written', async () => {
    const rules = 'stateful drop tcp from office to any  stateful pass tcp 443 from any to any';
    assert.equal(await verdictOf(guarded(rules), 'office -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(guarded(rules), 'office -> web tcp 80'), DROPPED);
    assert.equal(await verdictOf(guarded(rules), 'office -> web udp 80'), 'delivered');
    assert.equal(await verdictOf(guarded(`rule-order strict  ${rules}`), 'office -> web tcp 443'), DROPPED);
    assert.equal(await verdictOf(guarded(`rule-order strict  stateful-default drop  ${rules}`), 'office -> web udp 80'), DROPPED);
    const established = 'rule-order strict  stateful-default drop-established';
    assert.equal(await verdictOf(guarded(established), 'office -> web tcp 443'), DROPPED);
    assert.equal(
      await verdictOf(guarded('stateful alert all from any to any  stateful reject tcp from any to any'), 'office -> web'),
      DROPPED,
    );
    assert.equal(await verdictOf(guarded('stateful alert all from any to any'), 'office -> web'), 'delivered');
  });

  it('passes replies of a connection that a rule passed, and evaluates rules for others', async () => {
    const replies = 'stateful drop tcp from 10.0.1.0/24 to office';
    assert.equal(await verdictOf(guarded(replies), 'office -> web tcp 443'), REPLY_DROPPED);
    assert.equal(
      await verdictOf(guarded(`${replies}  stateful pass tcp 443 from office to any`), 'office -> web tcp 443'),
      'delivered',
    );
    const closed = 'rule-order strict  stateful-default drop  stateful pass tcp 443 from office to any';
    assert.equal(await verdictOf(guarded(closed), 'office -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(guarded(closed), 'web -> office tcp 443'), DROPPED);
  });

  it('compares source ports and both directions', async () => {
    const strict = 'rule-order strict  stateful-default drop';
    const high = `${strict}  stateful pass tcp 443 from any port 50000-65535 to any`;
    assert.equal(await verdictOf(guarded(high), 'office:50000 -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(guarded(high), 'office:49999 -> web tcp 443'), DROPPED);
    assert.equal(await verdictOf(guarded(high), 'office -> web tcp 443'), 'intermittent FIREWALL_RULES_RESTRICTION');
    const any = `${strict}  stateful pass tcp 443 from office to apps direction any`;
    assert.equal(await verdictOf(guarded(any), 'office -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(guarded(any), 'web:443 -> office tcp 9999'), 'delivered');
    assert.equal(await verdictOf(guarded(any), 'web -> office tcp 443'), DROPPED);
  });

  it('does not know what stateful rules make of one direction', async () => {
    const { verdict, unknownReason } = await traceOf(
      guarded('stateless 10 pass tcp 443 from any to any'),
      'office -> web tcp 443',
    );
    assert.equal(verdict, 'unknown');
    assert.equal(
      unknownReason,
      'Whether guard passes the packet is unknown: its stateless rules forward only one direction of the connection to the stateful rules.',
    );
  });

  it('knows which packets depend on a rule that is unknown', async () => {
    const rules =
      'stateful pass tcp 443 from any to any  stateful unknown "A list of domains"  stateful drop tcp 22 from any to any';
    assert.equal(await verdictOf(guarded(rules), 'web -> registry tcp 443'), 'delivered');
    assert.equal(await verdictOf(guarded(rules), 'web -> registry tcp 22'), 'unknown');
    assert.equal(await verdictOf(guarded(rules), 'web -> registry tcp 80'), 'unknown');
    const strict = `rule-order strict  stateful drop tcp 22 from any to any  ${rules}`;
    assert.equal(await verdictOf(guarded(strict), 'web -> registry tcp 22'), DROPPED);
    const { unknownReason } = await traceOf(guarded(rules), 'web -> registry tcp 80');
    assert.equal(unknownReason, 'Whether guard passes the packet is unknown: A list of domains.');
    const peer = 'stateful drop all from unknown "Partners" to any';
    assert.equal(await verdictOf(guarded(peer), 'office -> web tcp 443'), 'unknown');
  });
});
