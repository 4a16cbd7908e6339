// Security groups: what a rule matches, where security group references work, and connection tracking.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

/** Two hosts in two subnets; the groups and what else is in the VPC are given. */
function pair(client: string, server: string, groups: string, more = ''): string {
  return `
prefix-list listed 10.0.1.0/25
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance client 10.0.1.10 { ${client} } }
  subnet b 10.0.2.0/24 { instance server 10.0.2.10 { ${server} } }
  ${groups}
  ${more}
}`;
}

const ask = (client: string, server: string, groups: string, connection = 'client -> server tcp 443'): Promise<string> =>
  verdictOf(pair(client, server, groups), connection);

describe('security groups', () => {
  it('of one interface act as one set of rules: any rule can allow', async () => {
    const groups = 'security-group one { ingress tcp 80 from any }  security-group two { ingress tcp 443 from any }';
    assert.equal(await ask('', 'security-groups one, two', groups), 'delivered');
    assert.equal(await ask('', 'security-groups one', groups), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('without rules in the file allow nothing inbound and everything outbound', async () => {
    const groups = 'security-group new { }  security-group open { ingress all from any }  security-group shut { egress none }';
    assert.equal(await ask('security-groups new', 'security-groups open', groups), 'delivered');
    assert.equal(await ask('security-groups open', 'security-groups new', groups), 'dropped SG_HAS_NO_RULES');
    assert.equal(await ask('security-groups shut', 'security-groups open', groups), 'dropped SG_HAS_NO_RULES');
  });

  it('that are not named are the default one, which allows its members only', async () => {
    const groups = 'security-group new { }';
    assert.equal(await ask('', '', groups), 'delivered');
    assert.equal(await ask('security-groups new', '', groups), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('match protocol, destination port and the address of the peer', async () => {
    const rule = (text: string): Promise<string> => ask('', 'security-groups g', `security-group g { ingress ${text} }`);
    assert.equal(await rule('tcp 440-450 from 10.0.1.0/24'), 'delivered');
    assert.equal(await rule('udp 443 from 10.0.1.0/24'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await rule('tcp 80 from 10.0.1.0/24'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await rule('tcp 443 from 10.0.3.0/24'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await rule('all from 10.0.1.10'), 'delivered');
    const out = 'security-group g { egress tcp 443 to 10.0.2.0/24 }  security-group open { ingress all from any }';
    assert.equal(await ask('security-groups g', 'security-groups open', out), 'delivered');
    assert.equal(
      await ask('security-groups g', 'security-groups open', out, 'client -> server tcp 80'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
  });

  it('match ICMP by type and code, and other protocols by their number', async () => {
    const rule = (text: string, connection: string): Promise<string> =>
      ask('', 'security-groups g', `security-group g { ingress ${text} from any }`, connection);
    assert.equal(await rule('icmp type 8', 'client -> server icmp'), 'delivered');
    assert.equal(await rule('icmp type 3 code 4', 'client -> server icmp'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await rule('icmp type 3', 'client -> server icmp type 3 code 4'), 'delivered');
    assert.equal(await rule('icmp', 'client -> server icmp type 11'), 'delivered');
    assert.equal(await rule('protocol 50', 'client -> server protocol 50'), 'delivered');
    assert.equal(await rule('protocol 51', 'client -> server protocol 50'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await rule('all', 'client -> server protocol 50'), 'delivered');
  });

  it('name a protocol without a keyword as rules do', async () => {
    const text = `vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance client 10.0.1.10 { security-groups one } }
  subnet b 10.0.2.0/24 { network-acl n  instance server 10.0.2.10 { security-groups one } }
  nlb edge internal { subnets b }
  security-group one { ingress tcp 443 from any }
  network-acl n { inbound 100 deny protocol 4 from any  inbound 110 allow all from any }
}`;
    const reasons = async (connection: string) => (await traceOf(text, connection)).blockers.map(({ reason }) => reason);
    assert.deepEqual(await reasons('client -> server protocol 4'), [
      'Rule 100 denies protocol 4 from 10.0.1.10.',
      'None of its ingress rules allows protocol 4 from 10.0.1.10.',
      'No rule matches, so rule * denies protocol 4 to 10.0.1.10.',
    ]);
    assert.deepEqual(await reasons('server -> edge protocol 50'), ['edge has no listener for protocol 50; its listeners: none.']);
  });

  it('accept a prefix list as the peer', async () => {
    const groups = 'security-group g { ingress tcp 443 from listed }';
    assert.equal(await ask('', 'security-groups g', groups), 'delivered');
    const beyond = groups.replace('listed', '10.0.1.128/25');
    assert.equal(await ask('', 'security-groups g', beyond), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('allow replies to tracked connections, whatever their rules', async () => {
    const groups = 'security-group none { ingress none }  security-group one { ingress tcp 443 from any  egress none }';
    assert.equal(await ask('security-groups none', 'security-groups one', groups), 'delivered');
    assert.equal(
      await ask(
        'security-groups none',
        'security-groups ping',
        `${groups}  security-group ping { ingress icmp from any  egress none }`,
        'client -> server icmp',
      ),
      'delivered',
    );
    assert.equal(
      await ask(
        'security-groups none',
        'security-groups esp',
        `${groups}  security-group esp { ingress protocol 50 from any  egress none }`,
        'client -> server protocol 50',
      ),
      'delivered',
    );
  });

  it('expire idle TCP connections after five days, UDP after 180 s, all others after 600 s', async () => {
    const groups = 'security-group none { ingress none }  security-group one { ingress all from any  egress none }';
    const later = (connection: string): Promise<string> =>
      ask('security-groups none', 'security-groups one', groups, `client -> server ${connection}`);
    assert.equal(await later('tcp 443 idle 431000s'), 'delivered');
    assert.equal(await later('tcp 443 idle 433000s'), 'dropped return SG_HAS_NO_RULES');
    assert.equal(await later('udp 53 idle 180s'), 'delivered');
    assert.equal(await later('udp 53 idle 181s'), 'dropped return SG_HAS_NO_RULES');
    assert.equal(await later('protocol 50 idle 600s'), 'delivered');
    assert.equal(await later('protocol 50 idle 601s'), 'dropped return SG_HAS_NO_RULES');
  });

  it('that allow everything in both directions give the same verdict for untracked connections', async () => {
    const groups = 'security-group open { ingress all from any }';
    assert.equal(
      await ask('security-groups open', 'security-groups open', groups, 'client -> server tcp 443 idle 433000s'),
      'delivered',
    );
  });

  it('do not exist on NAT gateways, and not on Network Load Balancers without any', async () => {
    const text = `
host site 198.51.100.80
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat out 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance client }
  nlb edge internal { subnets front  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets client  preserve-client-ip off }
}`;
    const through = await traceOf(text, 'client -> site tcp 443');
    assert.ok([...through.forward, ...through.return].every(({ at, step }) => !at.endsWith('out') || step !== 'filter'));
    const balanced = await traceOf(text, 'client -> edge tcp 80');
    assert.ok([...balanced.forward, ...balanced.return].every(({ at, step }) => !at.endsWith('edge') || step !== 'filter'));
  });
});

describe('a security group reference in a rule', () => {
  const NAMED = 'security-group members { }  security-group g { ingress tcp 443 from members }';

  it('matches the private addresses of its members, on each of their interfaces', async () => {
    assert.equal(await ask('security-groups members', 'security-groups g', NAMED), 'delivered');
    assert.equal(await ask('security-groups g', 'security-groups g', NAMED), 'dropped ENI_SG_RULES_MISMATCH');
    const second = 'security-groups g  interface eth1 10.0.1.11 { security-groups members }';
    assert.equal(await ask(second, 'security-groups g', NAMED, '10.0.1.11 -> server tcp 443'), 'delivered');
    assert.equal(await ask(second, 'security-groups g', NAMED, '10.0.1.10 -> server tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('to its own group matches the other members', async () => {
    const groups = 'security-group g { ingress tcp 443 from g }  security-group other { }';
    assert.equal(await ask('security-groups g', 'security-groups g', groups), 'delivered');
    assert.equal(await ask('security-groups other', 'security-groups g', groups), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('never matches public addresses of members', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    instance client { elastic-ip 203.0.113.5  security-groups members }
  }
  subnet b 10.0.2.0/24 { route 0.0.0.0/0 -> main  instance server { elastic-ip 203.0.113.6  security-groups g } }
  ${NAMED}
}`;
    assert.equal(await verdictOf(text, 'client -> server tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> 203.0.113.6 tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('does not match behind NAT, an appliance of the VPC or a Gateway Load Balancer', async () => {
    const through = (box: string): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { route 10.0.2.0/24 -> box  instance client { security-groups members } }
  subnet b 10.0.2.0/24 { route 10.0.1.0/24 -> box  instance server { security-groups g } }
  subnet c 10.0.3.0/24 { ${box} }
  security-group open { ingress all from any }
  ${NAMED}
}`;
    assert.equal(
      await verdictOf(through('instance box { source-dest-check off  security-groups open }'), 'client -> server tcp 443'),
      'dropped SG_REFERENCES_NOT_PRESERVED',
    );
    assert.equal(await verdictOf(through('private nat box'), 'client -> server tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    const inspected = through('').replace(
      'security-group open',
      'endpoint box gateway-load-balancer { subnets c }  security-group open',
    );
    assert.equal(await verdictOf(inspected, 'client -> server tcp 443'), 'dropped SG_REFERENCES_NOT_PRESERVED');
  });

  it('does not match outbound to an appliance either', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { route 10.0.2.0/24 -> box  instance client { security-groups sender } }
  subnet b 10.0.2.0/24 { route 10.0.1.0/24 -> box  instance server { security-groups members } }
  subnet c 10.0.3.0/24 { instance box { source-dest-check off  security-groups open } }
  security-group open { ingress all from any }
  security-group members { ingress all from any }
  security-group sender { egress tcp 443 to members }
}`;
    assert.equal(await verdictOf(text, 'client -> server tcp 443'), 'dropped SG_REFERENCES_NOT_PRESERVED');
    assert.equal(await verdictOf(text.replaceAll(/route \S+ -> box/g, ''), 'client -> server tcp 443'), 'delivered');
  });

  describe('to a group of another VPC', () => {
    /** Two VPCs; `link` joins them, `route` leads over it. */
    const far = (link: string, route: string, regions: readonly [string, string], out = ''): string => `
vpc v 10.0.0.0/16 {
  region ${regions[0]}
  subnet a 10.0.1.0/24 { az ${regions[0]}a  route 10.1.0.0/16 -> ${route}  instance client { security-groups members } }
  security-group members { ${out} }
}
vpc w 10.1.0.0/16 {
  region ${regions[1]}
  subnet b 10.1.1.0/24 { az ${regions[1]}a  route 10.0.0.0/16 -> ${route}  instance server { security-groups g } }
  security-group g { ingress tcp 443 from v.members }
}
${link}`;
    const PEERING = 'peering pcx { vpcs v, w }';
    const hub = (references: string): string =>
      `transit-gateway hub { security-group-references ${references}  attach v { subnets a }  attach w { subnets b } }`;
    const SAME = ['us-east-1', 'us-east-1'] as const;
    const OTHER = ['us-east-1', 'eu-west-1'] as const;

    it('matches over peering within one Region, in rules of both directions', async () => {
      assert.equal(await verdictOf(far(PEERING, 'pcx', SAME), 'client -> server tcp 443'), 'delivered');
      assert.equal(await verdictOf(far(PEERING, 'pcx', SAME, 'egress tcp 443 to w.g'), 'client -> server tcp 443'), 'delivered');
    });

    it('does not match over inter-Region peering', async () => {
      assert.equal(
        await verdictOf(far(PEERING, 'pcx', OTHER), 'client -> server tcp 443'),
        'dropped SG_REFERENCES_NOT_PRESERVED',
      );
    });

    it('matches over a transit gateway that has references enabled, in inbound rules only', async () => {
      assert.equal(await verdictOf(far(hub('on'), 'hub', SAME), 'client -> server tcp 443'), 'delivered');
      assert.equal(
        await verdictOf(far(hub('off'), 'hub', SAME), 'client -> server tcp 443'),
        'dropped SG_REFERENCES_NOT_PRESERVED',
      );
      assert.equal(
        await verdictOf(far(hub('on'), 'hub', SAME, 'egress tcp 443 to w.g'), 'client -> server tcp 443'),
        'dropped SG_REFERENCES_NOT_PRESERVED',
      );
    });

    it('does not match over a peering of two transit gateways', async () => {
      const two = `
transit-gateway hub { security-group-references on  attach v { subnets a }  attach hub-2  route-table default { route 10.1.0.0/16 -> hub-2 } }
transit-gateway hub-2 { security-group-references on  attach w { subnets b }  attach hub  route-table default { route 10.0.0.0/16 -> hub } }`;
      const text = far(two, 'hub', SAME).replace('route 10.0.0.0/16 -> hub  instance', 'route 10.0.0.0/16 -> hub-2  instance');
      assert.equal(await verdictOf(text, 'client -> server tcp 443'), 'dropped SG_REFERENCES_NOT_PRESERVED');
      assert.equal(await verdictOf(text.replace('from v.members', 'from 10.0.0.0/16'), 'client -> server tcp 443'), 'delivered');
    });
  });
});

describe('the security group of a load balancer in a rule of its target', () => {
  const balanced = (balancer: string, rule: string): string => `
vpc v 10.0.0.0/16 {
  igw main
  subnet p 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main }
  subnet q 10.0.16.0/24 { az us-east-1b  route 0.0.0.0/0 -> main }
  subnet a 10.0.1.0/24 { az us-east-1a  instance server { security-groups servers }  instance client { security-groups clients } }
  ${balancer}
  security-group front { ingress tcp 443 from any }
  security-group clients { }
  security-group servers { ingress tcp 8080 from ${rule} }
}`;
  const ALB =
    'alb edge internal { subnets p, q  security-groups front  listen https 443 -> tg }  target-group tg http 8080 { targets server }';
  const NLB =
    'nlb edge internal { subnets p  security-groups front  listen tcp 443 -> tg }  target-group tg tcp 8080 { targets server }';

  it('matches behind an ALB, and behind an NLB with security groups, even if client addresses are preserved', async () => {
    assert.equal(await verdictOf(balanced(ALB, 'front'), 'client -> edge tcp 443'), 'delivered');
    assert.equal(await verdictOf(balanced(NLB, 'front'), 'client -> edge tcp 443'), 'delivered');
  });

  it('matches where the group of the client does not', async () => {
    assert.equal(await verdictOf(balanced(ALB, 'clients'), 'client -> edge tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.match(await verdictOf(balanced(NLB, 'clients'), 'client -> edge tcp 443'), /^dropped SG_REFERENCES_NOT_PRESERVED$/);
  });
});
