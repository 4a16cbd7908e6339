// Sites behind VPN connections and Direct Connect links: what is there, what it announces, and what it has learned.
import assert from 'node:assert/strict';
import { formatPrefix } from '#language/network/address.ts';
import { settleClaims } from '#language/validation/claims.ts';
import { networkOf, traceOf } from '#test/support/trace-text.ts';
import { returnSteps, verdictOf } from './short-trace.ts';

async function holds(text: string): Promise<readonly boolean[]> {
  return settleClaims(await networkOf(text)).judgements.map((judgement) => judgement.holds);
}

describe('a site that announces a default route', () => {
  const DEFAULT_ROUTE = `
network site 0.0.0.0/0
host laptop 198.51.100.9
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { route 0.0.0.0/0 -> line  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress tcp 22 from any }
}
vpn line { vpc v  remote site }`;

  it('is not everybody: packets from the internet do not come from it', async () => {
    assert.equal(await verdictOf(DEFAULT_ROUTE, 'internet -> app tcp 22'), 'dropped NO_ADDRESS');
    assert.equal(await verdictOf(DEFAULT_ROUTE, 'laptop -> app tcp 22'), 'dropped NO_ADDRESS');
    assert.equal(await verdictOf(DEFAULT_ROUTE, 'site -> app tcp 22'), 'delivered');
    const claims = 'expect internet never reaches app  expect laptop never reaches app';
    assert.deepEqual(await holds(`${DEFAULT_ROUTE} ${claims}`), [true, true]);
  });

  it('receives what is routed to it', async () => {
    assert.equal(await verdictOf(DEFAULT_ROUTE, 'app -> internet tcp 443'), 'delivered');
  });
});

describe('what a site announces', () => {
  const office = (remote: string, more = ''): string => `
network office 192.168.0.0/16
network partner 172.16.0.0/16
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { propagate line ${more}  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
vpn line { vpc v  ${remote} }`;

  it('is the blocks of its networks, unless the line says more', async () => {
    const blocksOf = async (remote: string): Promise<readonly string[]> => {
      const network = await networkOf(office(remote));
      const [table] = network.routeTables;
      return (table?.routes ?? [])
        .filter(({ origin }) => origin === 'vpn-bgp')
        .map(({ destination }) => formatPrefix(destination));
    };
    assert.deepEqual(await blocksOf('remote office'), ['192.168.0.0/16']);
    assert.deepEqual(await blocksOf('remote office announces 0.0.0.0/0'), ['0.0.0.0/0']);
    assert.deepEqual(await blocksOf('remote office announces 192.168.0.0/17, 172.16.0.0/12'), [
      '192.168.0.0/17',
      '172.16.0.0/12',
    ]);
    assert.deepEqual(await blocksOf('remote office announces 0.0.0.0/0  remote partner'), ['0.0.0.0/0', '172.16.0.0/16']);
  });

  it('is propagated to transit gateways, too', async () => {
    const text = `
network office 192.168.0.0/16
vpn line { remote office announces 0.0.0.0/0 }
transit-gateway hub { attach line }`;
    const [hub] = (await networkOf(text)).transitGateways;
    assert.deepEqual(
      hub?.routeTables[0]?.routes.map(({ destination }) => formatPrefix(destination)),
      ['0.0.0.0/0'],
    );
  });

  it('does not change what is there: the networks of the line', async () => {
    const text = office('remote office announces 0.0.0.0/0');
    assert.equal(await verdictOf(text, 'app -> office tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'office -> app tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'internet -> app tcp 443'), 'dropped NO_ADDRESS');
    assert.equal(await verdictOf(text, 'partner -> app tcp 443'), 'dropped NO_ADDRESS');
  });

  it('leads to more than is there: what happens to other packets at the site is unknown', async () => {
    const text = office('remote office announces 0.0.0.0/0');
    const { verdict, unknownReason } = await traceOf(text, 'app -> internet tcp 443');
    assert.equal(verdict, 'unknown');
    assert.equal(
      unknownReason,
      'The other end of line announces 0.0.0.0/0, but office there does not contain 198.51.100.7: where the packet goes from there is not in the file.',
    );
  });

  it('is all that is reached by the line', async () => {
    const text = office('remote office announces 192.168.0.0/17', 'route 192.168.0.0/16 -> line');
    assert.equal(await verdictOf(text, 'app -> 192.168.1.1 tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'app -> 192.168.200.1 tcp 443'), 'dropped NO_SITE_ROUTE');
  });

  it('contains hosts of its networks that have names of their own', async () => {
    const text = `host printer 192.168.7.7 ${office('remote office')}`;
    assert.equal(await verdictOf(text, 'printer -> app tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'app -> printer tcp 443'), 'delivered');
  });
});

describe('a site with several lines', () => {
  const hub = (lines: string, attachments: string): string => `
network office 192.168.0.0/16
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { az us-east-1a  route 192.168.0.0/16 -> hub  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
${lines}
transit-gateway hub {
  attach v { subnets s  route-table main  propagate main, other }
  ${attachments}
  route-table main {}
  route-table other {}
  route-table empty {}
}`;
  const SLOW_AND_FAST = 'vpn slow { remote office }  direct-connect fast { remote office }';

  it('answers by the line over which it has learned the way back, not by the one of the question', async () => {
    const text = hub(
      SLOW_AND_FAST,
      'attach slow { route-table main  propagate main }  attach fast { route-table empty  propagate main }',
    );
    assert.equal(await verdictOf(text, 'app -> office tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'office -> app tcp 443'), 'delivered');
    const back = await returnSteps(text, 'app:40000 -> office tcp 443');
    assert.deepEqual(back.slice(0, 2), [
      'office send 192.168.0.7:443 -> 10.0.1.10:40000',
      'slow forward 192.168.0.7:443 -> 10.0.1.10:40000',
    ]);
  });

  it('prefers the longest prefix, then Direct Connect, then a static VPN connection', async () => {
    const lineOf = async (lines: string, attachments: string): Promise<string | undefined> =>
      (await returnSteps(hub(lines, attachments), 'app -> office tcp 443'))[1]?.split(' ')[0];
    const both = (slow: string, fast: string): string =>
      `attach slow { route-table ${slow}  propagate main }  attach fast { route-table ${fast}  propagate main }`;
    assert.equal(await lineOf(SLOW_AND_FAST, both('main', 'other')), 'fast');
    const routed = `${both('other', 'longer')}  route-table longer { route 10.0.1.0/24 -> v }`;
    assert.equal(await lineOf('vpn fast { remote office }  direct-connect slow { remote office }', routed), 'fast');
    const vpns = 'vpn slow { remote office }  vpn fast { remote office  routing static }';
    assert.equal(await lineOf(vpns, both('main', 'main')), 'fast');
  });

  it('that has learned no way back drops the reply where the request came from', async () => {
    const text = hub('vpn slow { remote office }', 'attach slow { route-table empty  propagate main }');
    assert.equal(await verdictOf(text, 'app -> office tcp 443'), 'dropped return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
  });
});

describe('a private address', () => {
  const text = `
network office 192.168.0.0/16
network carrier 100.64.0.0/16
network link 169.254.3.0/24
vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 {
    route 192.168.0.0/16 -> line
    route 0.0.0.0/0 -> main
    instance app 10.0.0.10 { elastic-ip 203.0.113.10  security-groups open }
  }
  security-group open { ingress all from any }
}
lambda job
api-gateway api { invoke job }
vpn line { vpc v  remote office }`;

  it('is not routed on the internet, declared or not', async () => {
    for (const to of ['office', 'carrier', 'link', '192.168.1.1', '100.64.0.9', '169.254.3.3', '10.9.9.9'])
      assert.equal(await verdictOf(text, `internet -> ${to} tcp 443`), 'dropped NO_ADDRESS', to);
    assert.equal(await verdictOf(text, 'app -> link tcp 443'), 'dropped NO_ADDRESS');
    assert.equal(await verdictOf(text, 'app -> carrier tcp 443'), 'dropped IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS');
  });

  it('is no sender on the internet either', async () => {
    for (const from of ['office', 'carrier', 'link']) {
      assert.match(await verdictOf(text, `${from} -> 203.0.113.10 tcp 443`), /^dropped (IGW_SOURCE|NO_ADDRESS)/, from);
      assert.equal(await verdictOf(text, `${from} -> api tcp 443`), 'dropped NO_ADDRESS', from);
      assert.equal(await verdictOf(text, `${from} -> internet tcp 443`), 'dropped NO_ADDRESS', from);
    }
  });

  it('is not part of `internet` in expectations', async () => {
    const claims = ['internet never reaches office', 'internet never reaches carrier', 'carrier never reaches app'];
    assert.deepEqual(await holds(`${text} ${claims.map((claim) => `expect ${claim}`).join(' ')}`), [true, true, true]);
  });

  it('of IPv6 is not routed either: unique local and link-local addresses', async () => {
    const dual = `
network lan fd12::/16
vpc v 10.0.0.0/16, 2001:db8::/56 {
  igw main
  subnet s 10.0.0.0/24, 2001:db8::/64 { route ::/0 -> main  instance app 2001:db8::10 { security-groups open } }
  security-group open { ingress all from any }
}`;
    for (const to of ['lan', 'fd12::1', 'fe80::1'])
      assert.equal(await verdictOf(dual, `app -> ${to} tcp 443`), 'dropped NO_ADDRESS', to);
    assert.equal(await verdictOf(dual, 'lan -> app tcp 443'), 'dropped NO_ADDRESS');
    const local = dual.replaceAll('2001:db8:', 'fd34:');
    assert.equal(await verdictOf(local, 'app -> 2001:db8::7 tcp 443'), 'dropped NO_ADDRESS');
    assert.equal(await verdictOf(dual, 'app -> 2001:db9::7 tcp 443'), 'delivered');
  });
});
