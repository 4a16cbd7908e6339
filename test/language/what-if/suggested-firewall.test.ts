// Firewalls that drop what a claim needs → the lines of the suggested fix. `fixLinesOf` also checks that they work as text, and that each is needed.
import assert from 'node:assert/strict';
import { fixLinesOf } from '#test/support/checked-fix.ts';

/** A firewall in front of the NAT gateway, with these rules, and a claim. */
const behind = (rules: string, claim: string): string => `
network mirror 192.0.2.0/24
host tracker 198.51.100.66
vpc v 10.0.0.0/16 {
  igw main
  prefix-list services 203.0.113.200/32
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  route 10.0.1.0/24 -> guard  nat out { elastic-ip 203.0.113.10 } }
  subnet look 10.0.2.0/28 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet apps 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> guard  instance web }
  firewall guard {
    subnets look
    ${rules}
  }
}
${claim}`;

const HTTPS = 'flow f { web -> mirror tcp 443 }';

describe('the suggested fix for a firewall', () => {
  it('passes the connection, named as the text names its ends', async () => {
    const pass = ['v.guard: stateful pass tcp 443 from apps to mirror'];
    assert.deepEqual(await fixLinesOf(behind('stateful drop all from any to any', HTTPS)), pass);
    assert.deepEqual(await fixLinesOf(behind('rule-order strict  stateful-default drop', HTTPS)), pass);
    assert.deepEqual(await fixLinesOf(behind('rule-order strict\n    stateful-default drop', HTTPS)), pass);
    assert.deepEqual(
      await fixLinesOf(behind('stateful reject tcp from any to any', 'expect web reaches internet on tcp 80, tcp 443')),
      ['v.guard: stateful pass tcp 443 from apps to any', 'v.guard: stateful pass tcp 80 from apps to any'],
    );
  });

  it('puts the rule above the one that drops, in strict order', async () => {
    const drop = 'stateful drop tcp 443 from any to tracker\n    stateful drop all from any to any "Rest"';
    const lines = ['v.guard: stateful pass tcp 443 from apps to mirror'];
    assert.deepEqual(await fixLinesOf(behind(`rule-order strict\n    ${drop}`, HTTPS)), lines);
    assert.deepEqual(await fixLinesOf(behind('rule-order strict  stateful drop all from any to any', HTTPS)), lines);
  });

  it('passes the connection where only what it carries is dropped', async () => {
    const text = behind('rule-order strict  stateful-default drop-established', HTTPS);
    assert.deepEqual(await fixLinesOf(text), ['v.guard: stateful pass tcp 443 from apps to mirror']);
  });

  it('forwards packets to the stateful rules, before the stateless rule that drops, also replies', async () => {
    assert.deepEqual(await fixLinesOf(behind('stateless 10 drop all from apps to any', HTTPS)), [
      'v.guard: stateless 9 forward tcp 443 from apps to mirror',
    ]);
    assert.deepEqual(await fixLinesOf(behind('stateless 10 drop tcp from any to apps', HTTPS)), [
      'v.guard: stateless 9 forward tcp from mirror port 443 to apps',
    ]);
    assert.deepEqual(await fixLinesOf(behind('stateless 10 pass udp from any to any  stateless-default drop', HTTPS)), [
      'v.guard: stateless 20 forward tcp 443 from apps to mirror',
      'v.guard: stateless 30 forward tcp from mirror port 443 to apps',
    ]);
  });

  it('needs both kinds of rules where both drop', async () => {
    const text = behind('stateless 10 drop tcp 443 from any to any  stateful drop all from any to any', HTTPS);
    assert.deepEqual(await fixLinesOf(text), [
      'v.guard: stateless 9 forward tcp 443 from apps to mirror',
      'v.guard: stateful pass tcp 443 from apps to mirror',
    ]);
  });

  it('names no number where none is free before the rule that drops, and opens nothing that is unknown', async () => {
    assert.equal(await fixLinesOf(behind('stateless 1 drop all from apps to any', HTTPS)), undefined);
  });
});
