// What a message about a dropped packet advises: it speaks of the packet at hand, names what serves the destination, and blames the cause.
import assert from 'node:assert/strict';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';

/** The code of the error at the text's flow, what follows the reason of the drop, and the texts at its related places. */
async function adviceIn(
  text: string,
): Promise<{ readonly code: string; readonly advice: string; readonly related: readonly string[] }> {
  const flow = text.split('\n').findIndex((line) => line.includes('flow f'));
  const seen = await diagnosticsOf(text);
  const found = seen.find(({ line, severity }) => line === flow && severity === 'error');
  if (found !== undefined) return { code: found.code, advice: found.message, related: found.related };
  const follow = seen.flatMap(({ follows }) => follows).find(({ line }) => line === flow);
  assert.ok(follow, 'an error at the flow, or one that follows from another');
  return { code: follow.code, advice: follow.message, related: [] };
}

const withRoute = (way: string, inSubnet = ''): string => `
network dc 172.16.0.0/16
network bucket 52.216.0.0/16
host shop 52.94.0.1
vpc a 10.1.0.0/16 {
  subnet s 10.1.1.0/24 { az us-east-1a  ${inSubnet}  instance app { security-groups g } }
  subnet o 10.1.2.0/24 { az us-east-1a }
  security-group g
  ${way}`;

describe('the advice about a dropped packet', () => {
  it('names the ICMP type of the reply', async () => {
    const { advice } = await adviceIn(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { network-acl listed  instance one 10.0.0.10 { security-groups open } }
  subnet b 10.0.1.0/24 { instance two 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { inbound 100 allow tcp from any  outbound 100 allow all to any }
}
flow f { one -> two icmp }`);
    assert.match(
      advice,
      /denies icmp type 0 from 10\.0\.1\.10\. Allow icmp type 0 for the reply in the inbound rules of listed\.$/,
    );
  });

  it('names the range of ports to which a reply may go, and the rule that denies', async () => {
    const { advice } = await adviceIn(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance one { security-groups open } }
  subnet b 10.0.1.0/24 { network-acl listed  instance two { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { inbound 100 allow all from any  outbound 90 deny tcp 40000 to any  outbound 100 allow all to any }
}
flow f { one -> two tcp 80 }`);
    assert.match(advice, /Allow tcp 32768-60999 for the reply in the outbound rules of listed, with a number below 90\.$/);
  });

  const served: readonly (readonly [what: string, text: string, advice: string])[] = [
    [
      'a VPN connection',
      `${withRoute('}')}\nvpn line { vpc a  remote dc }\nflow f { app -> dc tcp 443 }`,
      'VPN connection line leads to dc: add "propagate line" to s.',
    ],
    [
      'Direct Connect, in a route table with a name',
      `${withRoute('route-table t { } }', 'route-table t')}\ndirect-connect line { vpc a  remote dc }\nflow f { app -> dc tcp 443 }`,
      'Direct Connect line leads to dc: add "propagate line" to t.',
    ],
    [
      'a peering connection',
      `${withRoute('}')}\nvpc b 10.2.0.0/16 { subnet t 10.2.1.0/24 { instance db } }\npeering pcx { vpcs a, b }\nflow f { app -> db tcp 443 }`,
      'VPC peering connection pcx leads to db: add "route 10.2.0.0/16 -> pcx" to s.',
    ],
    [
      'a transit gateway',
      `${withRoute('}')}\nvpn line { remote dc }\ntransit-gateway hub { attach a { subnets s }  attach line }\nflow f { app -> dc tcp 443 }`,
      'Transit gateway hub leads to dc: add "route 172.16.0.0/16 -> hub" to s.',
    ],
    [
      'a gateway endpoint',
      `${withRoute('endpoint s3 gateway { service s3  serves bucket  subnets o }  route-table t { } }', 'route-table t')}\nflow f { app -> bucket tcp 443 }`,
      'VPC endpoint s3 leads to bucket: add "subnets s" to s3.',
    ],
    [
      'a NAT gateway',
      `${withRoute('igw main  subnet n 10.1.3.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } } }')}\nflow f { app -> shop tcp 443 }`,
      'NAT gateway out leads to shop: add "route 52.94.0.1/32 -> out" to s.',
    ],
    [
      'nothing, for a private address',
      `${withRoute('}')}\nflow f { app -> dc tcp 443 }`,
      'Nothing in the file leads from s to dc: add a peering, a transit gateway, a VPN or a Direct Connect connection.',
    ],
    [
      'nothing, for a private address that no network of the text has',
      `${withRoute('}')}\nflow f { app -> 192.168.77.7 tcp 443 }`,
      'Nothing in the file leads from s to 192.168.77.7: add a peering, a transit gateway, a VPN or a Direct Connect connection.',
    ],
  ];
  for (const [what, text, wanted] of served) {
    it(`names what serves the destination: ${what}`, async () => {
      const { advice } = await adviceIn(text);
      assert.ok(advice.endsWith(wanted), advice);
    });
  }

  it('sends replies to the internet gateway, never to a NAT gateway', async () => {
    const { code, advice } = await adviceIn(`
vpc v 10.0.0.0/16 {
  igw main
  subnet n 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
  subnet a 10.0.1.0/24 { instance web { elastic-ip 203.0.113.11  security-groups g } }
  security-group g { ingress tcp 443 from any }
}
flow f { internet -> web tcp 443 }`);
    assert.equal(code, 'asymmetric-path');
    assert.match(
      advice,
      /Internet gateway main leads to internet: add "route 0\.0\.0\.0\/0 -> main" to a\. 1 other finding follows from this\.$/,
    );
  });

  it('blames the route without a way back, not the internet gateway', async () => {
    const { code, advice } = await adviceIn(`
vpc a 10.1.0.0/16 { subnet s 10.1.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance web } }
vpc e 10.3.0.0/16 {
  igw main
  subnet entry 10.3.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet front 10.3.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
}
transit-gateway hub {
  attach a { subnets s }
  attach e { subnets entry }
  route-table default { route 0.0.0.0/0 -> e }
}
flow f { web -> internet tcp 443 }`);
    assert.equal(code, 'asymmetric-path');
    assert.match(
      advice,
      /front has no other route to it than 0\.0\.0\.0\/0, which leads here\. Add "route 10\.1\.0\.0\/16 -> hub" to front\.$/,
    );
  });

  it('blames the default route that leads internal traffic to a NAT gateway, not the group', async () => {
    const { code, advice, related } = await adviceIn(`
vpc a 10.1.0.0/16 { subnet s 10.1.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance web } }
vpc b 10.2.0.0/16 {
  subnet t 10.2.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance db { security-groups h } }
  security-group h { ingress tcp 5432 from 10.1.0.0/16 }
}
vpc e 10.3.0.0/16 {
  igw main
  subnet entry 10.3.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet front 10.3.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  route 10.0.0.0/8 -> hub  nat out { elastic-ip 203.0.113.10 } }
}
transit-gateway hub {
  attach a { subnets s  route-table spokes  propagate core }
  attach b { subnets t  route-table spokes  propagate core }
  attach e { subnets entry  route-table core  propagate none }
  route-table spokes { route 0.0.0.0/0 -> e }
  route-table core { }
}
flow f { web -> db tcp 5432 }`);
    assert.equal(code, 'flow-blocked');
    assert.match(
      advice,
      /The route table spokes of hub has only its default route for the packet to db: propagate the attachment of b into it\.$/,
    );
    assert.equal(related[0], 'route 0.0.0.0/0 -> e');
  });

  it('blames the group where the route to a NAT gateway is right', async () => {
    const { code } = await adviceIn(`
vpc v 10.0.0.0/16 {
  igw main
  subnet n 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
  subnet a 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance web { security-groups g } }
  security-group g { egress tcp 80 to any }
}
flow f { web -> internet tcp 443 }`);
    assert.equal(code, 'sg-blocks-flow');
  });

  it('is about the choice of AWS that fails', async () => {
    const { code, advice } = await adviceIn(`
host mail 192.0.2.25
vpc v 10.0.0.0/16 {
  igw main
  subnet n 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
  subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet b 10.0.2.0/24 { az us-east-1b }
  lambda mailer { subnets a, b  security-groups g }
  security-group g
}
flow f { mailer -> mail tcp 587 }`);
    assert.equal(code, 'flow-intermittent');
    assert.match(
      advice,
      /^Intermittent: when mailer sends from b, .* NAT gateway out leads to mail: add "route 192\.0\.2\.25\/32 -> out" to b\.$/,
    );
  });

  it('says that a route to a block which AWS chooses is missing, without an example of it', async () => {
    const { advice } = await adviceIn(`
peering p { vpcs v, w }
vpc v 10.0.0.0/16, 2001:db8::/56 { subnet a 2001:db8::/64 { instance client 2001:db8::10 { security-groups g } }  security-group g }
vpc w 10.1.0.0/16, ipv6 /56 {
  subnet b 10.1.1.0/24, ipv6 /64 { route ::/0 -> p  instance server 3fff::10 { security-groups g } }
  security-group g { ingress tcp 443 from any }
}
flow f { client -> server tcp 443 }`);
    assert.match(
      advice,
      /VPC peering connection p leads to server: add a route to that block, which AWS chooses, with the target p to a\.$/,
    );
  });

  it('leaves the reason of the drop to name the route, and adds what to do', async () => {
    const { advice } = await adviceIn(`
vpc v 10.0.0.0/16 {
  igw main
  subnet n 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  instance web { security-groups open } }
  security-group open { ingress all from any }
}
network dc 10.9.0.0/16
vpn line { vpc v  remote dc }
flow f { dc -> web tcp 443 }`);
    assert.match(advice, /n has no other route to it than 0\.0\.0\.0\/0, which leads here\. Add "propagate line" to n\.$/);
  });

  it('blames the route of a connection behind a load balancer', async () => {
    const { advice } = await adviceIn(`
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  instance client { security-groups g } }
  subnet b 10.0.2.0/24 { az us-east-1b  route 0.0.0.0/0 -> main }
  alb lb internal { subnets a, b  security-groups g  listen http 80 -> tg }
  target-group tg http 80 { targets 10.1.1.10 }
  security-group g { ingress all from any }
}
vpc w 10.1.0.0/16 {
  subnet c 10.1.1.0/24 { az us-east-1a  route 10.0.0.0/16 -> p  instance app 10.1.1.10 { security-groups h } }
  security-group h { ingress all from any }
}
peering p { vpcs v, w }
flow f { client -> lb tcp 80 }`);
    assert.match(advice, /add "route 10\.1\.0\.0\/16 -> p" to a\.$/i);
  });
});
