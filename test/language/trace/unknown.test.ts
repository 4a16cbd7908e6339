// What the text does not know: what the known rules decide is decided, what depends on the rest is unknown, with the reason.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';

/** The verdict, with the reason if it is `unknown`. */
async function answer(text: string, connection: string): Promise<string> {
  const { verdict, unknownReason } = await traceOf(text, connection);
  return unknownReason === undefined ? verdict : `${verdict}: ${unknownReason}`;
}

async function check(text: string, expected: Readonly<Record<string, string>>): Promise<void> {
  const found = await Promise.all(Object.keys(expected).map(async (one) => [one, await answer(text, one)] as const));
  assert.deepEqual(Object.fromEntries(found), expected);
}

const vpc = (lines: string, subnet = '', beside = ''): string => `
network office 198.51.100.0/24
vpc v 10.0.0.0/8 {
  igw main
  subnet a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { elastic-ip 203.0.113.10  security-groups webs }
    instance far 10.0.0.11 { elastic-ip 203.0.113.11 }
    ${subnet}
  }
  subnet b 10.1.1.0/24 { instance other 10.1.1.1 }
  ${lines}
}
${beside}`;

describe('an unknown peer of a security group rule', () => {
  const text = vpc(
    'security-group webs { ingress tcp 443 from unknown "managed in the console"  ingress tcp 22 from 10.0.0.0/8 }',
  );
  const why = 'unknown: Security group webs allows tcp 443 from unknown: managed in the console.';

  it('lets known rules decide, and leaves open only its own traffic', () =>
    check(text, {
      'other -> web tcp 22': 'delivered',
      'office -> web tcp 22': 'dropped',
      'other -> web tcp 443': why,
      'office -> web tcp 443': why,
      'office -> web udp 53': 'dropped',
    }));

  it('beside known peers does not matter for those', () =>
    check(vpc('security-group webs { ingress tcp 443 from office, unknown }'), {
      'office -> web tcp 443': 'delivered',
      'other -> web tcp 443': 'unknown: Security group webs allows tcp 443 from unknown.',
    }));
});

describe('unknown ports of a rule', () => {
  it('leave open the other ports of the protocol', () =>
    check(vpc('security-group webs { ingress tcp 80, unknown "not exported" from any }'), {
      'office -> web tcp 80': 'delivered',
      'office -> web tcp 8080': 'unknown: Security group webs allows tcp 80, unknown from any: not exported.',
      'office -> web udp 80': 'dropped',
    }));
});

describe('an unknown security group', () => {
  const text = vpc(
    'security-group webs { ingress tcp 443 from any }  security-group data { ingress tcp 5432 from webs  ingress tcp 3306 from app }  security-group app',
    'instance more 10.0.0.12 { security-groups webs, unknown "another stack" }  database db 10.0.0.20 { security-groups data }',
  );

  it('may allow what the known groups do not', () =>
    check(text, {
      'other -> more tcp 443': 'delivered',
      'other -> more tcp 22': 'unknown: A security group of more is unknown: another stack.',
      'other -> web tcp 22': 'dropped',
    }));

  it('may be any group that a rule references', () =>
    check(text, {
      'more -> db tcp 5432': 'delivered',
      'more -> db tcp 3306':
        'unknown: Security group data allows tcp 3306 from app, and whether 10.0.0.12 carries it is unknown: another stack.',
      'web -> db tcp 3306': 'dropped',
    }));
});

describe('an external security group', () => {
  const text = vpc(
    'security-group webs { ingress tcp 443 from theirs }  security-group data { ingress all from 10.0.0.9 }',
    'instance one 10.0.0.12 { security-groups theirs, data }  instance two 10.0.0.13 { security-groups data }',
    'external security-group theirs',
  );

  it('has unknown rules', () =>
    check(text, {
      'far -> one tcp 443': 'unknown: The rules of security group theirs are unknown: it is external.',
      'far -> two tcp 443': 'dropped',
    }));

  it('is carried by those that name it only, as far as their groups are known', () =>
    check(text, {
      'one -> web tcp 443': 'delivered',
      'far -> web tcp 443': 'dropped',
    }));
});

describe('an unknown entry of a network ACL', () => {
  const acl = (entries: string): string =>
    `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance client 10.0.0.10 }
  subnet b 10.0.1.0/24 { network-acl guarded  instance server 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl guarded { ${entries}  outbound 100 allow all to any }
}`;

  it('decides only what reaches it, with its own traffic', () =>
    check(
      acl('inbound 90 allow tcp 22 from any  inbound 100 deny tcp 0-500 from unknown "why"  inbound 200 allow tcp from any'),
      {
        'client -> server tcp 22': 'delivered',
        'client -> server tcp 443':
          'unknown: Rule 100 of network ACL guarded denies tcp 0-500, and whether it matches this packet is unknown: why.',
        'client -> server tcp 8080': 'delivered',
        'client -> server udp 53': 'dropped',
      },
    ));

  it('changes nothing where later entries do the same', () =>
    check(
      acl('inbound 100 deny tcp 443 from unknown  inbound 110 allow tcp 80 from unknown  inbound 200 allow tcp 80 from any'),
      {
        'client -> server tcp 443': 'dropped',
        'client -> server tcp 80': 'delivered',
      },
    ));
});

describe('an unknown target of a route', () => {
  it('is chosen by the longest prefix, and leads anywhere', () =>
    check(vpc('security-group webs', 'route 198.51.100.0/24 -> unknown "another team"  route 198.51.100.128/25 -> main'), {
      'web -> office tcp 443': 'unknown: The target of route 198.51.100.0/24 is unknown: another team.',
      'web -> 198.51.100.200 tcp 443': 'delivered',
      'web -> 8.8.8.8 tcp 443': 'delivered',
    }));

  it('in a transit gateway does the same', () =>
    check(
      `vpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 { route 10.0.0.0/8 -> hub  instance web } }
transit-gateway hub {
  attach v { subnets v.a }
  route-table default { route 10.9.0.0/16 -> unknown "shared account"  route 10.8.0.0/16 -> blackhole }
}`,
      {
        'web -> 10.9.0.1 tcp 443':
          'unknown: The target of route 10.9.0.0/16 in the route table default is unknown: shared account.',
        'web -> 10.8.0.1 tcp 443': 'dropped',
        'web -> 10.7.0.1 tcp 443': 'dropped',
      },
    ));
});

describe('unknown blocks', () => {
  it('of a prefix list in a rule leave open all other addresses', () =>
    check(vpc('security-group webs { ingress tcp 443 from partners }', '', 'prefix-list partners 198.51.100.0/24, unknown'), {
      'office -> web tcp 443': 'delivered',
      'other -> web tcp 443': 'unknown: Security group webs allows tcp 443 from partners, whose addresses are not all known.',
    }));

  it('of a prefix list in a route leave open what no longer prefix decides', () =>
    check(
      vpc(
        'security-group webs  nat-instance hop 10.0.0.50',
        'route partners -> blackhole  route 8.8.8.8/32 -> main',
        'prefix-list partners 198.51.100.0/24, unknown "managed by AWS"',
      ).replace('nat-instance hop 10.0.0.50', ''),
      {
        'web -> office tcp 443': 'dropped',
        'web -> 8.8.8.8 tcp 443': 'delivered',
        'web -> 192.0.2.1 tcp 443': 'unknown: The blocks of partners are not all known: managed by AWS.',
        'web -> other tcp 443': 'dropped',
      },
    ));

  it('of a subnet may contain any address of the VPC outside of the other subnets', () =>
    check(
      `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance web 10.0.0.10  instance x }
  subnet b unknown "not exported" { instance seen 10.0.9.9 { security-groups open } }
  security-group open { ingress all from any }
}`,
      {
        'web -> seen tcp 80': 'delivered',
        'web -> 10.0.5.5 tcp 80': 'unknown: The blocks of b are not all known: not exported.',
        'web -> 10.0.0.99 tcp 80': 'dropped',
      },
    ));

  it('of a VPC may be local', () =>
    check(vpc('security-group webs').replace('vpc v 10.0.0.0/8', 'vpc v 10.0.0.0/8, unknown'), {
      'web -> other tcp 80': 'dropped',
      'web -> office tcp 80': 'unknown: The blocks of v are not all known.',
    }));
});

describe('unknown targets of a target group', () => {
  const balanced = (kind: string, targets: string): string =>
    `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance client  instance good 10.0.0.20 { security-groups open }  instance bad 10.0.0.21 { security-groups shut } }
  ${kind} lb internal { subnets a  security-groups open  listen ${kind === 'alb' ? 'http' : 'tcp'} 80 -> t }
  target-group t ${kind === 'alb' ? 'http' : 'tcp'} 80 { targets ${targets}  health-check tcp 22 }
  security-group open { ingress all from any }
  security-group shut { ingress tcp 22 from any }
}`;
  const why = 'unknown: The targets of t are not all known: registered by ECS.';

  for (const kind of ['alb', 'nlb'])
    it(`of an ${kind} make the result unknown, unless it is intermittent already`, async () => {
      await check(balanced(kind, 'good, unknown "registered by ECS"'), { 'client -> lb tcp 80': why });
      await check(balanced(kind, 'unknown "registered by ECS"'), { 'client -> lb tcp 80': why });
      await check(balanced(kind, 'good, bad, unknown "registered by ECS"'), { 'client -> lb tcp 80': 'intermittent' });
      await check(balanced(kind, 'good, unknown "registered by ECS"'), { 'client -> lb tcp 81': 'dropped' });
    });
});

describe('a target whose health check is unknown', () => {
  const text = (traffic: string): string => `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance client  instance good 10.0.0.20 { security-groups open }  instance odd 10.0.0.21 { security-groups odd } }
  alb lb internal { subnets a  security-groups open  listen http 80 -> t }
  target-group t http 80 { targets good, odd  health-check tcp 22 }
  security-group open { ingress all from any }
  security-group odd { ingress tcp 22 from unknown  ${traffic} }
}`;

  it('matters only if it does not do the same as the others', async () => {
    await check(text('ingress tcp 80 from any'), { 'client -> lb tcp 80': 'delivered' });
    assert.match(await answer(text(''), 'client -> lb tcp 80'), /^unknown: Which targets of t are healthy is unknown: /);
  });
});

describe('unknown subnets', () => {
  it('of a load balancer and of a function are a choice of AWS that is not known', () =>
    check(
      `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance client  instance target 10.0.0.20 { security-groups open } }
  alb lb internal { subnets a, unknown "the other zone"  security-groups open  listen http 80 -> t }
  target-group t http 80 { targets target }
  lambda f { subnets a, unknown  security-groups open }
  security-group open { ingress all from any }
}`,
      {
        'client -> lb tcp 80': 'unknown: The subnets of lb are not all known: the other zone.',
        'f -> target tcp 80': 'unknown: The subnets of f are not all known.',
        'client -> target tcp 80': 'delivered',
      },
    ));

  it('of an attachment leave open its Availability Zones', () =>
    check(
      `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { az us-east-1a  route 10.1.0.0/16 -> hub  instance one }
  subnet b 10.0.1.0/24 { az us-east-1b  route 10.1.0.0/16 -> hub  instance two }
}
vpc w 10.1.0.0/16 {
  subnet a 10.1.0.0/24 { az us-east-1a  route 10.0.0.0/16 -> hub  instance far { security-groups open } }
  security-group open { ingress all from any }
}
transit-gateway hub { attach v { subnets v.a, unknown }  attach w { subnets w.a } }`,
      {
        'one -> far tcp 80': 'delivered',
        'two -> far tcp 80': 'unknown: The subnets of the attachment of v are not all known.',
      },
    ));
});

describe('an external VPC', () => {
  const text = `
external vpc shared 10.9.0.0/16
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 {
    route 10.9.0.0/16 -> link
    instance web 10.0.0.10 { security-groups webs }
    instance shut 10.0.0.11 { security-groups closed }
  }
  subnet b 10.0.1.0/24 { instance lost 10.0.1.10 { security-groups webs } }
  security-group webs { ingress tcp 443 from shared }
  security-group closed { ingress all from 10.0.0.0/16  egress none }
}
peering link { vpcs v, shared }`;
  const why = 'unknown: What is in shared is unknown: it is external.';

  it('takes packets at its border, and no one knows what happens then', () =>
    check(text, { 'web -> shared tcp 80': why, 'shut -> shared tcp 80': 'dropped', 'web -> 10.8.0.1 tcp 80': 'dropped' }));

  it('sends what the known side may drop', () =>
    check(text, {
      'shared -> web tcp 443': why,
      'shared -> web tcp 80': 'dropped',
      'shared -> shut tcp 443': 'dropped',
      'shared -> lost tcp 443': 'dropped',
    }));

  it('is connected by what the text names only', () =>
    check(text.replace('peering link { vpcs v, shared }', 'peering link { vpcs v }'), { 'shared -> web tcp 443': 'dropped' }));

  it('is not the site that announces its addresses', () =>
    check(
      text
        .replace('route 10.9.0.0/16 -> link', 'propagate line')
        .replace('peering link { vpcs v, shared }', 'network office 0.0.0.0/0\nvpn line { vpc v  remote office }'),
      { 'web -> shared tcp 443': 'dropped', 'web -> office tcp 443': 'delivered' },
    ));

  it('sends and receives over a transit gateway, too', () =>
    check(
      text
        .replace('-> link', '-> hub')
        .replace('peering link { vpcs v, shared }', 'transit-gateway hub { attach v { subnets v.a }  attach shared }'),
      { 'web -> shared tcp 80': why, 'shared -> web tcp 443': why, 'shared -> web tcp 80': 'dropped' },
    ));
});

describe('an unknown appliance of a Gateway Load Balancer', () => {
  const text = `
vpc v 10.0.0.0/16 {
  endpoint inspect gateway-load-balancer { subnets mid  serves fence }
  gwlb fence { subnets mid  targets unknown "two appliances" }
  subnet mid 10.0.0.0/24
  subnet a 10.0.1.0/24 { route 10.0.2.0/24 -> inspect  instance client { security-groups open } }
  subnet b 10.0.2.0/24 {
    route 10.0.1.0/24 -> inspect
    instance server { security-groups open }
    instance shut { security-groups closed }
  }
  security-group open { ingress tcp 443 from 10.0.0.0/16 }
  security-group closed
}`;

  it('may drop what would arrive, and cannot save what is dropped behind it', () =>
    check(text, {
      'client -> server tcp 443': 'unknown: The targets of fence are not all known: two appliances.',
      'client -> shut tcp 443': 'dropped',
    }));
});
