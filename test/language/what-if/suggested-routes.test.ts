// Missing and wrong routes, transit gateways and load balancers → the lines of the suggested fix. `fixOf` also checks that they work as text, and
// that each is needed.
import assert from 'node:assert/strict';
import { fixLinesOf, fixOf, oneSubnet } from '#test/support/checked-fix.ts';

const SHOP = `
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    nat out { elastic-ip 203.0.113.10 }
  }
  subnet app 10.0.1.0/24 {
    instance web
  }
}
host hub 52.85.123.45
`;

describe('the suggested fix for routes', () => {
  it('routes through the NAT gateway of the Availability Zone, to the destination alone', async () => {
    assert.deepEqual(await fixLinesOf(`${SHOP} flow f { web -> hub tcp 443 }`), ['v.app: route 52.85.123.45/32 -> out']);
    const zones = `
vpc v 10.0.0.0/16 {
  igw main
  subnet front-a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out-a { elastic-ip 203.0.113.10 } }
  subnet front-b 10.0.1.0/24 { az us-east-1b  route 0.0.0.0/0 -> main  nat out-b { elastic-ip 203.0.113.11 } }
  subnet app 10.0.2.0/24 { az us-east-1b  instance web }
}
flow f { web -> internet tcp 443 }`;
    assert.deepEqual(await fixLinesOf(zones), ['v.app: route 0.0.0.0/0 -> out-b']);
  });

  it('gives the subnet of a NAT gateway its route to the internet gateway', async () => {
    const text = SHOP.replace('route 0.0.0.0/0 -> main\n', '').replace('subnet app 10.0.1.0/24 {', '$& route 0.0.0.0/0 -> out');
    assert.deepEqual(await fixLinesOf(`${text} flow f { web -> internet tcp 443 }`), ['v.front: route 0.0.0.0/0 -> main']);
  });

  it('gives a public address to a sender in a public subnet without a NAT gateway', async () => {
    const text = oneSubnet('route 0.0.0.0/0 -> main  instance web', 'igw main', 'flow f { web -> internet tcp 443 }');
    assert.deepEqual(await fixLinesOf(text), ['v.web: public-ip']);
    assert.deepEqual(await fixLinesOf(`${SHOP.replace('nat out', 'instance web-2\n nat out')} flow f { web-2 -> hub tcp 443 }`), [
      'v.web-2: public-ip',
    ]);
  });

  it('routes replies to the internet gateway through which the request came', async () => {
    const text = oneSubnet(
      'instance web { elastic-ip 203.0.113.10  security-groups g }',
      'igw main  security-group g { ingress tcp 443 from any }',
      'flow f { internet -> web tcp 443 }',
    );
    assert.deepEqual(await fixLinesOf(text), ['v.a: route 0.0.0.0/0 -> main']);
  });

  it('propagates the routes of a VPN connection or a Direct Connect link: one line for all blocks', async () => {
    for (const kind of ['vpn', 'direct-connect']) {
      const text = oneSubnet(
        'instance app',
        '',
        `network dc 172.16.0.0/16, 192.168.0.0/16\n${kind} line { vpc v  remote dc }\nflow f { app -> dc tcp 443 }`,
      );
      assert.deepEqual(await fixLinesOf(text), ['v.a: propagate line']);
    }
  });

  it('routes to a peering connection, in both VPCs', async () => {
    const text = `
vpc a 10.1.0.0/16 { subnet s 10.1.1.0/24 { instance web } }
vpc b 10.2.0.0/16 {
  subnet t 10.2.1.0/24 { route-table back  instance db { security-groups h } }
  security-group h { ingress tcp 5432 from 10.1.0.0/16 }
  route-table back { }
}
peering pcx { vpcs a, b }
flow f { web -> db tcp 5432 }`;
    assert.deepEqual(await fixLinesOf(text), ['a.s: route 10.2.0.0/16 -> pcx', 'b.back: route 10.1.0.0/16 -> pcx']);
  });

  it('routes each block of a network behind a transit gateway, in one line if a prefix list has the blocks', async () => {
    const text = `
network dc 172.16.0.0/16, 192.168.0.0/16
vpc v 10.0.0.0/16 { subnet a 10.0.1.0/24 { az us-east-1a  instance app } }
vpn line { remote dc }
transit-gateway hub { attach v { subnets a }  attach line }
flow f { app -> dc tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.a: route 172.16.0.0/16 -> hub', 'v.a: route 192.168.0.0/16 -> hub']);
    assert.deepEqual(await fixLinesOf(`prefix-list dcs 192.168.0.0/16, 172.16.0.0/16\n${text}`), ['v.a: route dcs -> hub']);
  });

  it('associates the gateway endpoint', async () => {
    const text = `
network bucket 52.216.0.0/16
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 { route-table x  instance app }
  subnet b 10.0.2.0/24
  route-table x { }
  endpoint s3 gateway { service s3  serves bucket  subnets b }
}
flow f { app -> bucket tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.s3: subnets a']);
  });

  it('adds an interface endpoint for an AWS service that nothing else leads to', async () => {
    const text = oneSubnet(
      'instance app { security-groups g }',
      'security-group g',
      'host sts 52.94.0.1\nflow f { app -> sts tcp 443 }',
    );
    assert.deepEqual(await fixLinesOf(text), [
      'v: security-group sts-endpoint-clients { ingress tcp 443 from g }',
      'v: endpoint sts-endpoint interface { service sts  serves sts  subnets a  security-groups sts-endpoint-clients  private-dns on }',
      'v: dns-hostnames on',
    ]);
    assert.equal(await fixLinesOf(text.replaceAll('sts', 'shop')), undefined);
  });

  it('serves all senders with the endpoint that it adds', async () => {
    const senders = (host: string) =>
      `
vpc v 10.0.0.0/16 {
  dns-hostnames on
  subnet a 10.0.1.0/24 { route-table x  instance one { security-groups g } }
  subnet b 10.0.2.0/24 { route-table y  instance two { security-groups h } }
  security-group g
  security-group h
  route-table x { }
  route-table y { }
}
${host}
expect every instance reaches it on tcp 443`.replaceAll(' it ', ` ${host.split(' ')[1]} `);
    assert.deepEqual(await fixLinesOf(senders('host sts 52.94.0.1')), [
      'v: security-group sts-endpoint-clients { ingress tcp 443 from g  ingress tcp 443 from h }',
      'v: endpoint sts-endpoint interface { service sts  serves sts  subnets a  security-groups sts-endpoint-clients  private-dns on }',
    ]);
    assert.deepEqual(await fixLinesOf(senders('network s3 52.216.0.0/16')), [
      'v: endpoint s3-endpoint gateway { service s3  serves s3  subnets a, b }',
    ]);
  });

  it('adds the missing return route of a NAT gateway to the VPC from which the request came', async () => {
    const text = `
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
flow f { web -> internet tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['e.front: route 10.1.0.0/16 -> hub']);
  });

  it('adds the return route through the Gateway Load Balancer endpoint that saw the request', async () => {
    const text = `
vpc a 10.1.0.0/16 { subnet s 10.1.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance web } }
vpc e 10.3.0.0/16 {
  igw main
  subnet entry 10.3.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> fw }
  subnet inspect 10.3.2.0/24 { az us-east-1a  route 0.0.0.0/0 -> out  route 10.1.0.0/16 -> hub }
  subnet front 10.3.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
  endpoint fw gateway-load-balancer { subnets inspect }
}
transit-gateway hub {
  attach a { subnets s }
  attach e { subnets entry }
  route-table default { route 0.0.0.0/0 -> e }
}
flow f { web -> internet tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['e.front: route 10.1.0.0/16 -> fw']);
  });

  it('corrects the default route that leads internal traffic to a NAT gateway, and leaves the group alone', async () => {
    const text = `
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
flow f { web -> db tcp 5432 }`;
    assert.deepEqual(await fixLinesOf(text), ['hub#attachment-2: propagate spokes', 'hub#attachment-1: propagate spokes']);
  });
});

describe('the suggested fix for transit gateways', () => {
  const between = (hub: string): string => `
vpc a 10.1.0.0/16 {
  subnet s 10.1.1.0/24 { az us-east-1a  route 10.2.0.0/16 -> hub  instance web }
  subnet s2 10.1.2.0/24 { az us-east-1b }
}
vpc b 10.2.0.0/16 {
  subnet t 10.2.1.0/24 { az us-east-1a  route 10.1.0.0/16 -> hub  instance db { security-groups h } }
  security-group h { ingress tcp 5432 from 10.1.0.0/16 }
}
transit-gateway hub { ${hub} }
flow f { web -> db tcp 5432 }`;

  it('propagates the attachments', async () => {
    const text = between(
      'attach a { subnets s  route-table spokes }  attach b { subnets t  route-table core }  route-table spokes { }  route-table core { }',
    );
    assert.deepEqual(await fixLinesOf(text), ['hub#attachment-2: propagate spokes', 'hub#attachment-1: propagate core']);
  });

  it('adds a static route where a line "propagate" would end the propagation to the default table', async () => {
    const text = between(
      'attach a { subnets s  route-table spokes  propagate spokes, default }  attach b { subnets t }  route-table spokes { }  route-table default { }',
    );
    assert.deepEqual(await fixLinesOf(text), ['hub.spokes: route 10.2.0.0/16 -> b']);
  });

  it('attaches a subnet in the Availability Zone of the sender', async () => {
    assert.deepEqual(await fixLinesOf(between('attach a { subnets s2 }  attach b { subnets t }')), [
      'hub#attachment-1: subnets a.s',
    ]);
  });

  it('associates the attachment with a route table', async () => {
    const text = between(
      'attach a { subnets s  route-table gone  propagate core }  attach b { subnets t  route-table core  propagate core }  route-table core { }',
    );
    assert.deepEqual(await fixLinesOf(text), ['hub#attachment-1: route-table core']);
  });
});

describe('the suggested fix for load balancers', () => {
  const balanced = (balancer: string, group: string): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance client { security-groups clients }  instance near { security-groups webs } }
  subnet b 10.0.2.0/24 { az us-east-1b  instance far { security-groups webs } }
  ${balancer}
  target-group tg ${group}
  security-group clients
  security-group lbs { ingress all from clients }
  security-group webs { ingress tcp 8080 from 10.0.0.0/16 }
}`;

  it('adds a node in the Availability Zone of the target', async () => {
    const text = balanced('nlb lb internal { subnets a  cross-zone on  listen tcp 80 -> tg }', 'tcp 8080 { targets far }');
    assert.deepEqual(await fixLinesOf(`${text} flow f { client -> lb tcp 80 }`), ['v.lb: subnets b']);
  });

  it('adds a listener', async () => {
    const nlb = balanced('nlb lb internal { subnets a  listen tcp 80 -> tg }', 'tcp 8080 { targets near }');
    assert.deepEqual(await fixLinesOf(`${nlb} flow f { client -> lb tcp 443 }`), ['v.lb: listen tcp 443 -> tg']);
    const alb = balanced(
      'alb lb internal { subnets a, b  security-groups lbs  listen http 80 -> tg }',
      'http 8080 { targets near }',
    );
    assert.deepEqual(await fixLinesOf(`${alb} flow f { client -> lb tcp 443 }`), ['v.lb: listen https 443 -> tg']);
  });

  it('turns client IP preservation off for a client that is its own target', async () => {
    const text = balanced('nlb lb internal { subnets a  listen tcp 80 -> tg }', 'tcp 8080 { targets near }');
    assert.deepEqual(await fixLinesOf(`${text} flow f { near -> lb tcp 80 }`), ['v.tg: preserve-client-ip off']);
  });

  it('turns client IP preservation off where the target allows only the load balancer', async () => {
    const text = balanced(
      'nlb lb internal { subnets a  security-groups lbs  listen tcp 80 -> tg }',
      'tcp 8080 { targets near  preserve-client-ip on }',
    ).replace('from 10.0.0.0/16', 'from 10.0.1.0/29');
    const elsewhere = text.replace('instance far', 'instance caller { security-groups clients }  instance far');
    assert.deepEqual(await fixLinesOf(`${elsewhere} flow f { caller -> lb tcp 80 }`), ['v.tg: preserve-client-ip off']);
  });

  it('allows the nodes of an application load balancer at its target', async () => {
    const text = balanced(
      'alb lb internal { subnets a, b  security-groups lbs  listen http 80 -> tg }',
      'http 8080 { targets near }',
    ).replace('ingress tcp 8080 from 10.0.0.0/16', 'ingress tcp 22 from any');
    const found = await fixOf(`${text} flow f { client -> lb tcp 80 }`);
    assert.deepEqual(found?.lines, ['v.webs: ingress tcp 8080 from lbs']);
  });
});
