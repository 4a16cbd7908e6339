// Transit gateways: in by an attachment, through a table, out by another.
import assert from 'node:assert/strict';
import { assumedAt, forwardSteps, returnSteps, trackingKinds, verdictOf } from './short-trace.ts';

interface Parts {
  readonly gateway: string;
  readonly a?: string;
  readonly subnetA?: string;
  readonly subnetB?: string;
  readonly lists?: string;
}

function spokes({ gateway, a = '', subnetA = '', subnetB = '', lists = '' }: Parts): string {
  return `
network office 192.0.2.0/24
vpc a 10.1.0.0/16 {
  subnet a-1 10.1.1.0/24 { az us-east-1a  route 10.0.0.0/8 -> hub  route 192.0.2.0/24 -> hub  ${a}  instance one 10.1.1.10 { security-groups open } }
  subnet a-2 10.1.2.0/24 { az us-east-1b  route 10.0.0.0/8 -> hub  instance far-zone 10.1.2.10 { security-groups open } }
  subnet a-tgw 10.1.3.0/28 { az us-east-1a  ${subnetA} }
  ${lists}
  security-group open { ingress all from any }
}
vpc b 10.2.0.0/16 {
  subnet b-1 10.2.1.0/24 { az us-east-1a  route 10.0.0.0/8 -> hub  instance two 10.2.1.10 { security-groups open } }
  subnet b-tgw 10.2.3.0/28 { az us-east-1a  ${subnetB} }
  ${lists}
  security-group open { ingress all from any }
}
vpn line { remote office }
transit-gateway hub { ${gateway} }
`;
}

const BOTH = 'attach a { subnets a-tgw }  attach b { subnets b-tgw }';
const ask = (parts: Parts, connection = 'one -> two tcp 443'): Promise<string> => verdictOf(spokes(parts), connection);

describe('a transit gateway', () => {
  it('connects VPCs by its default route table, unless the file says otherwise', async () => {
    assert.deepEqual(await forwardSteps(spokes({ gateway: BOTH }), 'one:40000 -> two tcp 443'), [
      'one send 10.1.1.10:40000 -> 10.2.1.10:443',
      'one filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'a-1 filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'a-1 route 10.1.1.10:40000 -> 10.2.1.10:443',
      'a-tgw filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'hub route 10.1.1.10:40000 -> 10.2.1.10:443',
      'b-tgw filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'b-tgw route 10.1.1.10:40000 -> 10.2.1.10:443',
      'b-1 filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'two filter 10.1.1.10:40000 -> 10.2.1.10:443',
      'two deliver 10.1.1.10:40000 -> 10.2.1.10:443',
    ]);
    assert.equal(await ask({ gateway: BOTH }), 'delivered');
    assert.deepEqual(await trackingKinds(spokes({ gateway: BOTH }), 'one -> two tcp 443'), ['instance', 'instance']);
  });

  it('accepts packets from Availability Zones in which it has a subnet, from any subnet there', async () => {
    assert.equal(await ask({ gateway: BOTH }, 'far-zone -> two tcp 443'), 'dropped TGW_ROUTE_AZ_RESTRICTION');
    assert.equal(
      await ask({ gateway: 'attach a { subnets a-tgw, a-2 }  attach b { subnets b-tgw }' }, 'far-zone -> two tcp 443'),
      'delivered',
    );
  });

  it('needs a route in the subnet, and a return route', async () => {
    const text = spokes({ gateway: BOTH });
    assert.equal(
      await verdictOf(
        text.replace('az us-east-1a  route 10.0.0.0/8 -> hub  instance two', 'az us-east-1a  instance two'),
        'one -> two tcp 443',
      ),
      'dropped return NO_ROUTE_TO_DESTINATION',
    );
  });

  it('routes by the table that the attachment is associated with', async () => {
    const gateway = (routes: string): string =>
      `attach a { subnets a-tgw  route-table left  propagate right }  attach b { subnets b-tgw  route-table right  propagate none }  route-table left { ${routes} }  route-table right { }`;
    assert.equal(await ask({ gateway: gateway('') }), 'dropped TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
    assert.equal(await ask({ gateway: gateway('route 10.2.0.0/16 -> b') }), 'delivered');
  });

  it('applies the longest prefix, and static routes before propagated ones', async () => {
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

  it('prefers routes propagated by a VPC, then by Direct Connect, then by a VPN', async () => {
    const rivals = (gateway: string): string =>
      spokes({ gateway }).replace(
        'vpn line { remote office }',
        'network rival 10.2.0.0/16  vpn line { remote rival }  direct-connect dx { remote rival }',
      );
    const last = async (gateway: string): Promise<string | undefined> => {
      const steps = await forwardSteps(rivals(gateway), 'one -> 10.2.1.10 tcp 443');
      return steps
        .findLast((step) => / (?:filter|forward) /.test(step))
        ?.split(' ')
        .slice(0, 2)
        .join(' ');
    };
    assert.equal(await last('attach a { subnets a-tgw }  attach line  attach b { subnets b-tgw }'), 'two filter');
    assert.equal(await last('attach a { subnets a-tgw }  attach line  attach dx'), 'dx forward');
    assert.equal(await last('attach a { subnets a-tgw }  attach line'), 'line forward');
  });

  it('drops packets from an attachment without an association', async () => {
    const text = spokes({ gateway: 'attach a { subnets a-tgw  route-table nowhere }  attach b { subnets b-tgw }' });
    assert.equal(await verdictOf(text, 'one -> two tcp 443'), 'dropped TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION');
  });

  it('is filtered by the network ACLs of its subnets: inbound from the VPC, outbound to the VPC', async () => {
    const lists = (inbound: string, outbound: string): string =>
      `network-acl l { inbound 100 ${inbound} all from any  outbound 100 ${outbound} all to any }`;
    const at = { gateway: BOTH, subnetA: 'network-acl l' };
    assert.equal(await ask({ ...at, lists: lists('allow', 'allow') }), 'delivered');
    assert.equal(await ask({ ...at, lists: lists('deny', 'allow') }), 'dropped SUBNET_ACL_RESTRICTION');
    assert.equal(await ask({ ...at, lists: lists('allow', 'deny') }), 'dropped return SUBNET_ACL_RESTRICTION');
    const far = { gateway: BOTH, subnetB: 'network-acl l' };
    assert.equal(await ask({ ...far, lists: lists('deny', 'allow') }), 'dropped return SUBNET_ACL_RESTRICTION');
    assert.equal(await ask({ ...far, lists: lists('allow', 'deny') }), 'dropped SUBNET_ACL_RESTRICTION');
  });

  it('applies the network ACL of a shared subnet twice to outbound traffic, and not to inbound traffic', async () => {
    const lists = (steps: readonly string[]): readonly string[] =>
      steps.filter((step) => /^(a-1|b-1) filter/.test(step)).map((step) => step.split(' ')[0] ?? '');
    const text = spokes({ gateway: 'attach a { subnets a-1 }  attach b { subnets b-1 }' });
    assert.deepEqual(lists(await forwardSteps(text, 'one -> two tcp 443')), ['a-1', 'a-1']);
    assert.deepEqual(lists(await returnSteps(text, 'one -> two tcp 443')), ['b-1', 'b-1']);
  });

  it('stays in the sender’s Availability Zone if possible', async () => {
    const inspected = (more: string): string =>
      spokes({ gateway: `attach a { subnets a-tgw, a-2 }  attach b { subnets b-tgw, b-other  ${more} }` }).replace(
        'subnet b-tgw',
        'subnet b-other 10.2.4.0/28 { az us-east-1b }  subnet b-tgw',
      );
    const attachmentSubnet = async (text: string, connection: string): Promise<string | undefined> =>
      (await forwardSteps(text, connection)).find((step) => /^b-(tgw|other) filter/.test(step))?.split(' ')[0];
    assert.equal(await attachmentSubnet(inspected(''), 'one -> two tcp 443'), 'b-tgw');
    assert.equal(await attachmentSubnet(inspected(''), 'far-zone -> two tcp 443'), 'b-other');
    const single = spokes({ gateway: 'attach a { subnets a-tgw, a-2 }  attach b { subnets b-tgw }' });
    assert.equal(await attachmentSubnet(single, 'far-zone -> two tcp 443'), 'b-tgw');
  });

  it('in appliance mode keeps both directions in one Availability Zone', async () => {
    const text = spokes({
      gateway: 'attach a { subnets a-tgw, a-2 }  attach b { subnets b-tgw, b-other  appliance-mode on }',
    }).replace('subnet b-tgw', 'subnet b-other 10.2.4.0/28 { az us-east-1b }  subnet b-tgw');
    const attachmentSubnets = async (connection: string): Promise<readonly string[]> =>
      (await forwardSteps(text, connection))
        .filter((step) => /^b-(tgw|other) filter/.test(step))
        .map((step) => step.split(' ')[0] ?? '');
    assert.deepEqual(await attachmentSubnets('one -> two tcp 443'), await attachmentSubnets('far-zone -> two tcp 443'));
    assert.deepEqual(await assumedAt(text, 'one -> two tcp 443'), ['hub route']);
  });

  it('connects VPCs and remote sites in both directions', async () => {
    const gateway = `${BOTH}  attach line`;
    const text = spokes({ gateway, subnetA: 'route 192.0.2.0/24 -> hub' });
    assert.equal(
      (await forwardSteps(text, 'one:40000 -> office tcp 443')).at(-1),
      'office deliver 10.1.1.10:40000 -> 192.0.2.7:443',
    );
    assert.equal(await verdictOf(text, 'one -> office tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'office -> one tcp 443'), 'delivered');
  });

  it('reaches another transit gateway by static routes only', async () => {
    const two = (left: string, right: string): string =>
      spokes({ gateway: `attach a { subnets a-tgw }  attach hub-2  route-table default { ${left} }` })
        .replace('az us-east-1a  route 10.0.0.0/8 -> hub  instance two', 'az us-east-1a  route 10.0.0.0/8 -> hub-2  instance two')
        .concat(`transit-gateway hub-2 { attach b { subnets b-tgw }  attach hub  route-table default { ${right} } }`);
    const BOTH_WAYS = ['route 10.2.0.0/16 -> hub-2', 'route 10.1.0.0/16 -> hub'] as const;
    assert.equal(await verdictOf(two(...BOTH_WAYS), 'one -> two tcp 443'), 'delivered');
    assert.equal(await verdictOf(two('', BOTH_WAYS[1]), 'one -> two tcp 443'), 'dropped TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
    assert.equal(
      await verdictOf(two(BOTH_WAYS[0], ''), 'one -> two tcp 443'),
      'dropped return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT',
    );
  });

  it('without an attachment of a VPC cannot be a target of its routes', async () => {
    assert.equal(await ask({ gateway: 'attach b { subnets b-tgw }' }), 'dropped BAD_STATE_ROUTE');
  });
});
