// The suggested fix where several choices matter: AWS chooses targets, nodes, pods, interfaces and zones, and all must work; the sender chooses the
// address, and one is enough. `fixOf` also checks that the fix works as text, and that each of its lines is needed.
import assert from 'node:assert/strict';
import { fixLinesOf } from '#test/support/checked-fix.ts';

describe('the suggested fix for an intermittent call', () => {
  it('allows the requests to the targets that pass their checks and drop them', async () => {
    const text = (web: string): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    az us-east-1a
    instance client { security-groups clients }
    instance one { security-groups webs }
    instance two { security-groups ${web} }
    instance three { security-groups ${web} }
  }
  alb lb internal { subnets a  security-groups lbs  listen http 80 -> fleet }
  target-group fleet http 8080 { targets one, two, three  health-check http 8081 }
  security-group clients
  security-group lbs { ingress tcp 80 from clients }
  security-group webs { ingress tcp 8080, 8081 from lbs }
  security-group closed { ingress tcp 8081 from lbs }
}
flow f { client -> lb tcp 80 }`;
    assert.deepEqual(await fixLinesOf(text('closed')), ['v.closed: ingress tcp 8080 from lbs']);
    assert.equal(await fixLinesOf(text('webs')), undefined);
  });

  it('needs one of the targets only, if none passes its check', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    az us-east-1a
    instance client { security-groups clients }
    instance one { security-groups ones }
    instance two { security-groups twos }
  }
  alb lb internal { subnets a  security-groups lbs  listen http 80 -> fleet }
  target-group fleet http 8080 { targets one, two }
  security-group clients
  security-group lbs { ingress tcp 80 from clients }
  security-group ones { ingress tcp 22 from lbs }
  security-group twos { ingress tcp 8080 from clients }
}
flow f { client -> lb tcp 80 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.ones: ingress tcp 8080 from lbs']);
  });

  it('turns client IP preservation off where the client is one of the targets', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.4.0/24 { az us-east-1a  instance one { security-groups g }  instance two { security-groups g } }
  nlb lb internal { subnets a  listen tcp 80 -> both }
  target-group both tcp 80 { targets one, two }
  security-group g { ingress tcp 80 from 10.0.0.0/16 }
}
expect one reaches lb on tcp 80`;
    assert.deepEqual(await fixLinesOf(text), ['v.both: preserve-client-ip off']);
  });

  it('lets a node pass requests on to a pod on another node', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 {
    az us-east-1a
    node n1 { security-groups n }
    node n2 { security-groups n }
    pod p1 { on n1 }
    instance client { security-groups c }
  }
  kubernetes-service web { node-port 30080  pods p1:8080 }
  nlb lb internal { subnets s  security-groups l  listen tcp 80 -> tg }
  target-group tg tcp 30080 { targets n1, n2 }
  security-group c
  security-group l { ingress tcp 80 from c }
  security-group n { ingress tcp 30080 from l }
}
expect client reaches lb on tcp 80`;
    assert.deepEqual(await fixLinesOf(text), ['v.n: ingress tcp 8080 from n']);
  });

  it('gives each subnet of a function a route', async () => {
    const text = `
host mail 192.0.2.25
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
  subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet b 10.0.2.0/24 { az us-east-1b }
  subnet c 10.0.3.0/24 { az us-east-1c }
  lambda mailer { subnets a, b, c  security-groups g }
  security-group g
}
flow f { mailer -> mail tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.b: route 192.0.2.25/32 -> out', 'v.c: route 192.0.2.25/32 -> out']);
  });

  it('allows all source ports that may be in use', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  network-acl narrow  instance one { security-groups open } }
  subnet b 10.0.2.0/24 { az us-east-1a  instance two { security-groups open } }
  security-group open { ingress all from any }
  network-acl narrow { inbound 100 allow tcp 49152-65535 from any  outbound 100 allow all to any }
}
flow f { one -> two tcp 80 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.narrow: inbound 110 allow tcp 32768-60999 from b']);
  });

  const offered = (balancer: string, endpoint: string): string => `
vpc provider 10.1.0.0/16 {
  subnet pa 10.1.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  subnet pb 10.1.2.0/24 { az us-east-1b }
  nlb offer internal { ${balancer}  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets app  preserve-client-ip off }
  security-group apps { ingress tcp 80 from 10.1.0.0/16 }
}
vpc consumer 10.2.0.0/16 {
  subnet ca 10.2.1.0/24 { az us-east-1a  instance client { security-groups clients } }
  subnet cb 10.2.2.0/24 { az us-east-1b }
  endpoint link interface { serves provider.offer  subnets ${endpoint}  security-groups doors }
  security-group clients
  security-group doors { ingress tcp 80 from clients }
}
flow f { client -> link tcp 80 }`;

  it('turns cross-zone load balancing on for an endpoint in a zone without a target, in place of the line that turns it off', async () => {
    assert.deepEqual(await fixLinesOf(offered('subnets pa, pb', 'ca, cb')), ['provider.offer: cross-zone on']);
    assert.deepEqual(await fixLinesOf(offered('subnets pa, pb  cross-zone off', 'ca, cb')), ['provider.offer: cross-zone on']);
  });

  it('adds a node in the zone of an endpoint, and lets it use targets of other zones', async () => {
    assert.deepEqual(await fixLinesOf(offered('subnets pa', 'ca, cb')), [
      'provider.offer: subnets pb',
      'provider.offer: cross-zone on',
    ]);
  });
});

describe('the suggested fix for a receiver with several addresses', () => {
  const peered = (routes: string, rules: string): string => `
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 { route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> pcx  instance client { elastic-ip 203.0.113.7  security-groups g } }
  security-group g
}
vpc w 10.1.0.0/16 {
  igw main
  subnet b 10.1.1.0/24 { ${routes}  instance server { elastic-ip 203.0.113.9  security-groups h } }
  security-group h { ${rules} }
}
peering pcx { vpcs v, w }
expect client reaches server on tcp 443`;

  it('repairs the way with the fewest lines', async () => {
    // The public address lacks a rule, the private one a rule and the route back.
    const byPublic = peered('route 0.0.0.0/0 -> main', 'ingress tcp 22 from any');
    assert.deepEqual(await fixLinesOf(byPublic), ['w.h: ingress tcp 443 from 203.0.113.7/32']);
    // The public address lacks a rule and the route back, the private one the route only.
    const byPrivate = peered('', 'ingress tcp 443 from v.g');
    assert.deepEqual(await fixLinesOf(byPrivate), ['w.b: route 10.0.0.0/16 -> pcx']);
  });

  it('repairs one of the addresses of an instance, not all of them', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance client { security-groups g } }
  subnet b 10.0.2.0/24 { network-acl closed  instance server 10.0.2.10, 10.0.2.11 { security-groups h } }
  security-group g
  security-group h { ingress tcp 443 from g }
  network-acl closed { inbound 100 allow tcp 22 from any  outbound 100 allow all to any }
}
flow f { client -> server tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.closed: inbound 110 allow tcp 443 from a']);
  });

  it('needs nothing if one of the addresses works', async () => {
    const text = peered('route 0.0.0.0/0 -> main  route 10.0.0.0/16 -> pcx', 'ingress tcp 443 from 203.0.113.7/32');
    assert.equal(await fixLinesOf(text), undefined);
  });
});

describe('the suggested fix for other networks', () => {
  it('lets requests of an API past the inbound rules of a load balancer, which match none of its addresses', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  nlb inner internal { subnets a  security-groups doors  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets app  preserve-client-ip off }
  security-group doors { ingress tcp 80 from apps }
  security-group apps { ingress tcp 80 from doors }
}
api-gateway rest { vpc-link inner }
flow f { internet -> rest tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.inner: enforce-on-privatelink off']);
  });

  const tunnel = (route: string, settings: string): string => `
network phones 10.99.0.0/24 behind gate
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { ${route}  instance app { security-groups g } }
  subnet b 10.0.2.0/24 { instance gate { security-groups open  ${settings} } }
  security-group g
  security-group open { ingress all from any }
}
flow f { app -> phones tcp 443 }`;

  it('routes to the instance that a network is behind, and lets it forward packets', async () => {
    assert.deepEqual(await fixLinesOf(tunnel('', 'source-dest-check off')), ['v.a: route 10.99.0.0/24 -> gate']);
    assert.deepEqual(await fixLinesOf(tunnel('route 10.99.0.0/24 -> gate', 'source-dest-check on')), [
      'v.gate: source-dest-check off',
    ]);
  });

  it('propagates what a site announces', async () => {
    const text = `
network dc 172.16.5.0/24
vpc v 10.0.0.0/16 { subnet a 10.0.1.0/24 { instance app { security-groups g } }  security-group g }
vpn line { vpc v  remote dc  announces 172.16.0.0/12 }
flow f { app -> dc tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.a: propagate line']);
  });

  it('routes past no route that drops packets on purpose', async () => {
    const text = `
network dc 172.16.5.0/24
vpc v 10.0.0.0/16 { subnet a 10.0.1.0/24 { route 172.16.5.0/24 -> blackhole  instance app { security-groups g } }  security-group g }
vpn line { vpc v  remote dc }
flow f { app -> dc tcp 443 }`;
    assert.equal(await fixLinesOf(text), undefined);
  });
});
