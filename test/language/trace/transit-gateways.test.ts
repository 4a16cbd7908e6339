// Transit gateways: in by an attachment, through a table, out by another.
import assert from 'node:assert/strict';
import { kindsThatRemember, told, wayBack, wayThere } from './told.ts';

interface Parts {
  readonly gateway: string;
  readonly a?: string;
  readonly doorA?: string;
  readonly doorB?: string;
  readonly lists?: string;
}

function spokes({ gateway, a = '', doorA = '', doorB = '', lists = '' }: Parts): string {
  return `
network office 192.0.2.0/24
vpc a 10.1.0.0/16 {
  subnet a-1 10.1.1.0/24 { az us-east-1a  route 10.0.0.0/8 -> hub  route 192.0.2.0/24 -> hub  ${a}  instance one 10.1.1.10 { security-groups open } }
  subnet a-2 10.1.2.0/24 { az us-east-1b  route 10.0.0.0/8 -> hub  instance far-zone 10.1.2.10 { security-groups open } }
  subnet a-door 10.1.3.0/28 { az us-east-1a  ${doorA} }
  ${lists}
  security-group open { ingress all from any }
}
vpc b 10.2.0.0/16 {
  subnet b-1 10.2.1.0/24 { az us-east-1a  route 10.0.0.0/8 -> hub  instance two 10.2.1.10 { security-groups open } }
  subnet b-door 10.2.3.0/28 { az us-east-1a  ${doorB} }
  ${lists}
  security-group open { ingress all from any }
}
vpn line { remote office }
transit-gateway hub { ${gateway} }
`;
}

const BOTH = 'attach a { subnets a-door }  attach b { subnets b-door }';
const ask = (parts: Parts, leg = 'one -> two tcp 443'): Promise<string> => told(spokes(parts), leg);

describe('a transit gateway', () => {
  it('joins VPCs by its default table, unless the text says otherwise', async () => {
    assert.deepEqual(await wayThere(spokes({ gateway: BOTH }), 'one:40000 -> two tcp 443'), [
      'one send 10.1.1.10:40000 -> 10.2.1.10:443',
      'one filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'a-1 filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'a-1 route 10.1.1.10:40000 -> 10.2.1.10:443',
      'a-door filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'hub route 10.1.1.10:40000 -> 10.2.1.10:443',
      'b-door filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'b-door route 10.1.1.10:40000 -> 10.2.1.10:443',
      'b-1 filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'two filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'two deliver 10.1.1.10:40000 -> 10.2.1.10:443',
    ]);
    assert.equal(await ask({ gateway: BOTH }), 'delivered');
    assert.deepEqual(await kindsThatRemember(spokes({ gateway: BOTH }), 'one -> two tcp 443'), ['instance', 'instance']);
  });

  it('takes packets from zones in which it has a subnet, from any subnet there', async () => {
    assert.equal(await ask({ gateway: BOTH }, 'far-zone -> two tcp 443'), 'dropped TGW_ROUTE_AZ_RESTRICTION');
    assert.equal(
      await ask({ gateway: 'attach a { subnets a-door, a-2 }  attach b { subnets b-door }' }, 'far-zone -> two tcp 443'),
      'delivered',
    );
  });

  it('needs a route in the subnet, and one back', async () => {
    const text = spokes({ gateway: BOTH });
    assert.equal(
      await told(
        text.replace('az us-east-1a  route 10.0.0.0/8 -> hub  instance two', 'az us-east-1a  instance two'),
        'one -> two tcp 443',
      ),
      'dropped return NO_ROUTE_TO_DESTINATION',
    );
  });

  it('decides by the table with which the attachment is associated', async () => {
    const gateway = (routes: string): string =>
      `attach a { subnets a-door  route-table left  propagate right }  attach b { subnets b-door  route-table right  propagate none }  route-table left { ${routes} }  route-table right { }`;
    assert.equal(await ask({ gateway: gateway('') }), 'dropped TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
    assert.equal(await ask({ gateway: gateway('route 10.2.0.0/16 -> b') }), 'delivered');
  });

  it('takes the longest block, written routes before those that attachments bring', async () => {
    assert.equal(
      await ask({ gateway: `${BOTH}  route-table default { route 10.2.0.0/16 -> blackhole }` }),
      'dropped TGW_RTB_BAD_STATE_ROUTE',
    );
    assert.equal(await ask({ gateway: `${BOTH}  route-table default { route 10.0.0.0/8 -> blackhole }` }), 'delivered');
    assert.equal(
      await ask({ gateway: `${BOTH}  route-table default { route 10.2.1.0/24 -> blackhole }` }),
      'dropped TGW_RTB_BAD_STATE_ROUTE',
    );
  });

  it('takes the way of a VPC before that of a link, and of links Direct Connect before a VPN', async () => {
    const rivals = (gateway: string): string =>
      spokes({ gateway }).replace(
        'vpn line { remote office }',
        'network rival 10.2.0.0/16  vpn line { remote rival }  direct-connect dx { remote rival }',
      );
    const last = async (gateway: string): Promise<string | undefined> =>
      (await wayThere(rivals(gateway), 'one -> 10.2.1.10 tcp 443')).at(-2)?.split(' ').slice(0, 2).join(' ');
    assert.equal(await last('attach a { subnets a-door }  attach line  attach b { subnets b-door }'), 'two filter');
    assert.equal(await last('attach a { subnets a-door }  attach line  attach dx'), 'dx forward');
    assert.equal(await last('attach a { subnets a-door }  attach line'), 'line forward');
  });

  it('drops what comes from an attachment without a table', async () => {
    const text = spokes({ gateway: 'attach a { subnets a-door  route-table nowhere }  attach b { subnets b-door }' });
    assert.equal(await told(text, 'one -> two tcp 443'), 'dropped TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION');
  });

  it('asks the lists of its subnets on the side to the VPC: inbound from the VPC, outbound into it', async () => {
    const lists = (inbound: string, outbound: string): string =>
      `network-acl l { inbound 100 ${inbound} all from any  outbound 100 ${outbound} all to any }`;
    const at = { gateway: BOTH, doorA: 'network-acl l' };
    assert.equal(await ask({ ...at, lists: lists('allow', 'allow') }), 'delivered');
    assert.equal(await ask({ ...at, lists: lists('deny', 'allow') }), 'dropped SUBNET_ACL_RESTRICTION');
    assert.equal(await ask({ ...at, lists: lists('allow', 'deny') }), 'dropped return SUBNET_ACL_RESTRICTION');
    const far = { gateway: BOTH, doorB: 'network-acl l' };
    assert.equal(await ask({ ...far, lists: lists('deny', 'allow') }), 'dropped return SUBNET_ACL_RESTRICTION');
    assert.equal(await ask({ ...far, lists: lists('allow', 'deny') }), 'dropped SUBNET_ACL_RESTRICTION');
  });

  it('asks a list twice of what stands in its own subnet and goes out, and not at all of what comes in', async () => {
    const lists = (steps: readonly string[]): readonly string[] =>
      steps.filter((step) => /^(a-1|b-1) filter/.test(step)).map((step) => step.split(' ')[0] ?? '');
    const text = spokes({ gateway: 'attach a { subnets a-1 }  attach b { subnets b-1 }' });
    assert.deepEqual(lists(await wayThere(text, 'one -> two tcp 443')), ['a-1', 'a-1']);
    assert.deepEqual(lists(await wayBack(text, 'one -> two tcp 443')), ['b-1', 'b-1']);
  });

  it('stays in the zone of the sender where it can, else takes any', async () => {
    const inspected = (more: string): string =>
      spokes({ gateway: `attach a { subnets a-door, a-2 }  attach b { subnets b-door, b-other  ${more} }` }).replace(
        'subnet b-door',
        'subnet b-other 10.2.4.0/28 { az us-east-1b }  subnet b-door',
      );
    const door = async (text: string, leg: string): Promise<string | undefined> =>
      (await wayThere(text, leg)).find((step) => /^b-(door|other) filter/.test(step))?.split(' ')[0];
    assert.equal(await door(inspected(''), 'one -> two tcp 443'), 'b-door');
    assert.equal(await door(inspected(''), 'far-zone -> two tcp 443'), 'b-other');
    const single = spokes({ gateway: 'attach a { subnets a-door, a-2 }  attach b { subnets b-door }' });
    assert.equal(await door(single, 'far-zone -> two tcp 443'), 'b-door');
  });

  it('in appliance mode keeps both directions in one zone', async () => {
    const text = spokes({
      gateway: 'attach a { subnets a-door, a-2 }  attach b { subnets b-door, b-other  appliance-mode on }',
    }).replace('subnet b-door', 'subnet b-other 10.2.4.0/28 { az us-east-1b }  subnet b-door');
    const doors = async (leg: string): Promise<readonly string[]> =>
      (await wayThere(text, leg)).filter((step) => /^b-(door|other) filter/.test(step)).map((step) => step.split(' ')[0] ?? '');
    assert.deepEqual(await doors('one -> two tcp 443'), await doors('far-zone -> two tcp 443'));
  });

  it('leads to other sites, and they to the VPCs', async () => {
    const gateway = `${BOTH}  attach line`;
    const text = spokes({ gateway, doorA: 'route 192.0.2.0/24 -> hub' });
    assert.equal((await wayThere(text, 'one:40000 -> office tcp 443')).at(-1), 'office deliver 10.1.1.10:40000 -> 192.0.2.7:443');
    assert.equal(await told(text, 'one -> office tcp 443'), 'delivered');
    assert.equal(await told(text, 'office -> one tcp 443'), 'delivered');
  });

  it('leads to another transit gateway by written routes only', async () => {
    const two = (left: string, right: string): string =>
      spokes({ gateway: `attach a { subnets a-door }  attach hub-2  route-table default { ${left} }` })
        .replace('az us-east-1a  route 10.0.0.0/8 -> hub  instance two', 'az us-east-1a  route 10.0.0.0/8 -> hub-2  instance two')
        .concat(`transit-gateway hub-2 { attach b { subnets b-door }  attach hub  route-table default { ${right} } }`);
    const BOTH_WAYS = ['route 10.2.0.0/16 -> hub-2', 'route 10.1.0.0/16 -> hub'] as const;
    assert.equal(await told(two(...BOTH_WAYS), 'one -> two tcp 443'), 'delivered');
    assert.equal(await told(two('', BOTH_WAYS[1]), 'one -> two tcp 443'), 'dropped TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
    assert.equal(await told(two(BOTH_WAYS[0], ''), 'one -> two tcp 443'), 'dropped return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
  });

  it('that does not attach a VPC is no target for its routes', async () => {
    assert.equal(await ask({ gateway: 'attach b { subnets b-door }' }), 'dropped BAD_STATE_ROUTE');
  });
});
