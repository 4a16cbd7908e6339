// Names that do not resolve → the lines of the suggested fix. `fixLinesOf` also checks that they work as text, and that each is needed.
import assert from 'node:assert/strict';
import { fixLinesOf } from '#test/support/checked-fix.ts';

interface Parts {
  readonly vpc?: string;
  readonly zone?: string;
  readonly rule?: string;
  readonly groups?: string;
  readonly records?: string;
}

/** A VPC with both kinds of resolver endpoints and an office behind a VPN. */
const shop = (
  claim: string,
  {
    vpc = 'dns-hostnames on',
    zone = 'vpcs shop',
    rule = 'vpcs shop',
    groups = GROUPS,
    records = 'record db -> orders',
  }: Parts = {},
): string => `
network office 192.168.0.0/16
vpc shop 10.0.0.0/16 {
  ${vpc}
  subnet a 10.0.1.0/24 { az us-east-1a  propagate line  instance app { security-groups apps } }
  subnet b 10.0.2.0/24 { az us-east-1b  propagate line  database orders { engine postgres  security-groups data } }
  resolver-endpoint queries-in inbound { subnets a, b  security-groups dns-in }
  resolver-endpoint queries-out outbound { subnets a, b  security-groups dns-out }
  security-group apps
  security-group data { ingress tcp 5432 from apps }
  ${groups}
}
vpn line { vpc shop  remote office }
private-zone names shop.internal {
  ${zone}
  ${records}
}
resolver-rule to-office corp.example {
  ${rule}
  forward 192.168.0.53, 192.168.1.53
  via queries-out
}
${claim}`;

const GROUPS = `security-group dns-in { ingress udp 53 from office }
  security-group dns-out { egress udp 53 to office }`;

const DB = 'expect app resolves db.shop.internal';

describe('the suggested fix for a name', () => {
  it('associates the hosted zone or the forwarding rule with the VPC', async () => {
    assert.deepEqual(await fixLinesOf(shop(DB, { zone: '' })), ['names: vpcs shop']);
    assert.deepEqual(await fixLinesOf(shop('expect app resolves wiki.corp.example', { rule: '' })), ['to-office: vpcs shop']);
    // The office asks the inbound endpoint, and so the resolver of its VPC.
    assert.deepEqual(await fixLinesOf(shop('expect office resolves db.shop.internal', { zone: '' })), ['names: vpcs shop']);
  });

  it('turns on what the resolver and hosted zones need', async () => {
    assert.deepEqual(await fixLinesOf(shop(DB, { vpc: '' })), ['shop: dns-hostnames on']);
    assert.deepEqual(await fixLinesOf(shop(DB, { vpc: 'dns-support off\n  dns-hostnames on' })), ['shop: dns-support on']);
    assert.deepEqual(await fixLinesOf(shop(DB, { vpc: '', zone: '' })), ['names: vpcs shop', 'shop: dns-hostnames on']);
  });

  it('adds a missing record where a resource has the name', async () => {
    assert.deepEqual(await fixLinesOf(shop('expect app resolves orders.shop.internal')), ['names: record orders -> shop.orders']);
    assert.equal(await fixLinesOf(shop('expect app resolves cart.shop.internal')), undefined);
  });

  it('lets the queries pass: to an inbound endpoint, and from an outbound one to all servers', async () => {
    const shut = `security-group dns-in { ingress tcp 53 from office }
  security-group dns-out { egress tcp 53 to office }`;
    assert.deepEqual(await fixLinesOf(shop('expect office resolves db.shop.internal', { groups: shut })), [
      'shop.dns-in: ingress udp 53 from office',
    ]);
    assert.deepEqual(await fixLinesOf(shop('expect app resolves wiki.corp.example', { groups: shut })), [
      'shop.dns-out: egress udp 53 to office',
    ]);
    assert.deepEqual(await fixLinesOf(shop('expect app resolves wiki.corp.example', { groups: shut, rule: '' })), [
      'to-office: vpcs shop',
      'shop.dns-out: egress udp 53 to office',
    ]);
  });

  it('lets what the name stands for be reached, too', async () => {
    const claim = 'expect app reaches "db.shop.internal" on tcp 5433';
    assert.deepEqual(await fixLinesOf(shop(claim)), ['shop.data: ingress tcp 5433 from apps']);
    assert.deepEqual(await fixLinesOf(shop(claim, { zone: '' })), ['names: vpcs shop', 'shop.data: ingress tcp 5433 from apps']);
  });

  it('is none where no zone or rule is about the name', async () => {
    assert.equal(await fixLinesOf(shop('expect app resolves example.org')), undefined);
  });
});
