// `resolves`: DNS queries through resolver endpoints, rules and private hosted zones.
import assert from 'node:assert/strict';
import { settleClaims } from '#language/validation/claims.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { verdictOf } from '../trace/short-trace.ts';

interface Variant {
  readonly vpc?: string;
  readonly dns?: string;
  readonly routesB?: string;
  readonly aclB?: string;
  readonly names?: string;
}

const network = ({
  vpc = 'dns-hostnames on',
  dns = RULES,
  routesB = 'propagate line',
  aclB = '',
  names = NAMES,
}: Variant = {}) => `
network office 192.168.0.0/16
vpc shop 10.0.0.0/16 {
  ${vpc}
  private subnet a 10.0.1.0/24 { az us-east-1a  propagate line  instance app { security-groups apps } }
  private subnet b 10.0.2.0/24 { az us-east-1b  ${routesB}  ${aclB}  database orders { engine postgres  security-groups data } }
  resolver-endpoint dns-in inbound { subnets a, b  security-groups dns }
  resolver-endpoint dns-out outbound { subnets a, b  security-groups dns }
  security-group apps { egress tcp 5432 to data }
  security-group data { ingress tcp 5432 from apps }
  security-group dns { ${dns} }
  network-acl closed { }
}
vpc far 10.9.0.0/16 { dns-hostnames on  private subnet f 10.9.1.0/24 { az us-east-1a  instance other { security-groups open } }  security-group open }
vpn line { vpc shop  remote office }
${names}`;

const RULES = 'ingress udp 53 from office  egress udp 53 to office';
const NAMES = `
private-zone inside shop.internal { vpcs shop  record db -> orders  record "@" -> 10.0.1.99  record "*.cdn" -> 10.0.1.98 }
resolver-rule to-office corp.example { vpcs shop  forward 192.168.0.53, 192.168.1.53  via dns-out }`;

/** `holds`, `fails` or `unknown`, with the reason if it fails. */
async function judged(claim: string, variant: Variant = {}): Promise<string> {
  const [judgement] = settleClaims(await networkOf(`${network(variant)}\nexpect ${claim}`)).judgements;
  if (judgement === undefined) return 'nothing';
  if (judgement.holds) return 'holds';
  return `${judgement.isUnknown ? 'unknown' : 'fails'}: ${judgement.why}`;
}

describe('resolver endpoints', () => {
  it('are filtered like other interfaces: security groups, network ACLs, routes', async () => {
    assert.equal(await verdictOf(network(), 'office -> dns-in udp 53'), 'delivered');
    assert.match(await verdictOf(network({ dns: 'ingress none' }), 'office -> dns-in udp 53'), /^dropped/);
    assert.match(
      await judged('office resolves db.shop.internal', { dns: 'ingress tcp 53 from office' }),
      /^fails: Dropped at dns-in/,
    );
    assert.match(
      await judged('app resolves x.corp.example', { dns: 'egress udp 53 to 192.168.0.0/24' }),
      /^fails: The query: .*dropped/,
    );
    assert.match(await judged('app resolves x.corp.example', { aclB: 'network-acl closed' }), /^fails: The query: /);
  });

  it('carry DNS queries in one direction, and nothing else', async () => {
    const open = network({ dns: 'ingress all from any' });
    assert.equal(await verdictOf(open, 'office -> dns-in tcp 53'), 'delivered');
    assert.equal(await verdictOf(open, 'office -> dns-in tcp 443'), 'dropped ENDPOINT_PORT');
    assert.equal(await verdictOf(open, 'office -> dns-out udp 53'), 'dropped NO_POSSIBLE_DESTINATION');
    assert.equal(await verdictOf(open, 'dns-out -> office udp 53'), 'delivered');
    assert.equal(await verdictOf(open, 'dns-out -> office tcp 443'), 'dropped ENDPOINT_PORT');
    assert.equal(await verdictOf(open, 'dns-in -> office udp 53'), 'dropped NO_POSSIBLE_DESTINATION');
  });
});

describe('a name', () => {
  it('gets the address of its record in the VPCs of the zone', async () => {
    assert.equal(await judged('app resolves db.shop.internal'), 'holds');
    assert.equal(await judged('app resolves DB.shop.internal'), 'holds');
    assert.equal(await judged('app resolves shop.internal'), 'holds');
    assert.equal(await judged('app resolves a.b.cdn.shop.internal'), 'holds');
    assert.match(await judged('app resolves web.shop.internal'), /^fails: inside has no record of web.shop.internal/);
    assert.equal(await judged('app never resolves web.shop.internal'), 'holds');
    assert.match(await judged('app never resolves db.shop.internal'), /^fails/);
    assert.match(await judged('other resolves db.shop.internal'), /^unknown/);
  });

  it('is answered through an inbound endpoint, if one of its interfaces is reachable', async () => {
    assert.equal(await judged('office resolves db.shop.internal'), 'holds');
    assert.equal(await judged('office resolves db.shop.internal', { routesB: '' }), 'holds');
    assert.match(await judged('office never resolves db.shop.internal', { routesB: '' }), /^fails/);
    assert.equal(await judged('internet never resolves db.shop.internal'), 'holds');
    // Only a part of the office may ask.
    assert.match(await judged('office resolves db.shop.internal', { dns: 'ingress udp 53 from 192.168.1.0/24' }), /^fails/);
    assert.match(await judged('office never resolves db.shop.internal', { dns: 'ingress udp 53 from 192.168.1.0/24' }), /^fails/);
  });

  it('is forwarded from every interface to every DNS server, because AWS chooses', async () => {
    assert.equal(await judged('app resolves wiki.corp.example'), 'holds');
    assert.match(
      await judged('app resolves wiki.corp.example', { routesB: '' }),
      /^fails: The query: .*b has no route to 192.168.0.53/,
    );
    assert.match(await judged('app never resolves wiki.corp.example', { routesB: '' }), /^fails/);
    assert.equal(await judged('app never resolves wiki.corp.example', { dns: 'egress none' }), 'holds');
  });

  it('is answered by the longest domain; a rule comes before a zone', async () => {
    const zone = (domain: string): Variant => ({ names: `${NAMES}\nprivate-zone other ${domain} { vpcs shop }` });
    assert.match(await judged('app resolves wiki.a.corp.example', zone('a.corp.example')), /^fails: other has no record/);
    assert.equal(await judged('app resolves wiki.corp.example', zone('corp.example')), 'holds');
    const all = { names: `${NAMES}\nresolver-rule rest "." { vpcs shop  forward 192.168.0.53  via dns-out }` };
    assert.equal(await judged('app resolves example.com', all), 'holds');
    assert.match(await judged('app resolves web.shop.internal', all), /^fails: inside has no record/);
  });

  it('is unknown if dns-hostnames is off: public DNS answers', async () => {
    assert.match(await judged('app resolves db.shop.internal', { vpc: '' }), /^unknown: shop does not use inside/);
    assert.equal(await judged('app never resolves db.shop.internal', { vpc: 'dns-support off' }), 'holds');
  });

  it('is unknown if public DNS answers', async () => {
    assert.match(await judged('app resolves example.com'), /^unknown: No zone or rule of shop is about example.com/);
    assert.match(await judged('app never resolves example.com'), /^unknown/);
  });

  it('is forwarded by the endpoint of another VPC, also to the inbound endpoint of a third', async () => {
    const names = `${NAMES}
resolver-rule from-far corp.example { vpcs far  forward 192.168.0.53  via shop.dns-out }
resolver-rule back shop.internal { vpcs far  forward shop.dns-in  via shop.dns-out }`;
    const dns = `${RULES}  ingress udp 53 from dns  egress udp 53 to dns`;
    assert.equal(await judged('other resolves wiki.corp.example', { names }), 'holds');
    assert.equal(await judged('other resolves db.shop.internal', { names, dns }), 'holds');
    assert.match(await judged('other resolves db.shop.internal', { names }), /^fails: The query: /);
  });

  it('that is forwarded in a loop gets no address', async () => {
    const names = 'resolver-rule around corp.example { vpcs shop  forward shop.dns-in  via dns-out }';
    const dns = 'ingress udp 53 from dns';
    assert.match(await judged('app resolves wiki.corp.example', { names, dns }), /^fails: The query comes back to shop/);
  });

  it('stands for its record as the receiver of a connection', async () => {
    assert.equal(await judged('app reaches "db.shop.internal" on tcp 5432'), 'holds');
    assert.match(await judged('app reaches "db.shop.internal" on tcp 22'), /^fails: Dropped at app/);
    assert.match(await judged('app reaches "web.shop.internal" on tcp 5432'), /^fails: inside has no record/);
    assert.match(await judged('app reaches "wiki.corp.example" on tcp 443'), /^unknown: No zone of the text has a record/);
    assert.equal(await judged('office never reaches "db.shop.internal"'), 'holds');
  });
});
