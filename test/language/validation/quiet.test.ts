// Good networks give no errors and no warnings; broken text gives no exceptions.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';
import { runs } from '#test/support/chance.ts';
import { checkDiagnostics, diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { brokenText, exampleTexts } from '#test/support/mutations.ts';

/** Two Availability Zones; web servers behind a load balancer, everything else private, and a NAT gateway in each Availability Zone. */
const PRODUCTION = `
network office 198.51.100.0/24
host dockerhub 52.85.123.45

vpc production 10.0.0.0/16 {
  region us-east-1
  igw main

  public subnet public-a 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    nat nat-a { elastic-ip 203.0.113.10 }
    instance bastion { elastic-ip 203.0.113.20  security-groups admin }
  }
  public subnet public-b 10.0.1.0/24 {
    az us-east-1b
    route 0.0.0.0/0 -> main
    nat nat-b { elastic-ip 203.0.113.11 }
  }
  private subnet app-a 10.0.10.0/23 {
    az us-east-1a
    network-acl apps
    route 0.0.0.0/0 -> nat-a
    node worker-1 { security-groups nodes }
    pod shop-1 { on worker-1 }
  }
  private subnet app-b 10.0.12.0/23 {
    az us-east-1b
    network-acl apps
    route 0.0.0.0/0 -> nat-b
    node worker-2 { security-groups nodes }
    pod shop-2 { on worker-2 }
  }
  private subnet data-a 10.0.20.0/24 { az us-east-1a  network-acl storage }
  private subnet data-b 10.0.21.0/24 { az us-east-1b  network-acl storage }

  database orders { subnets data-a, data-b  engine postgres  security-groups data }
  cache sessions { subnets data-a, data-b  engine redis  security-groups data }
  eks cluster { subnets app-a, app-b  security-groups control }
  lambda report { subnets app-a, app-b  security-groups functions }

  security-group web       { ingress tcp 80, 443 from internet  egress tcp 8080 to nodes }
  security-group edge      { ingress tcp 8883 from internet  egress tcp 8080 to nodes }
  security-group nodes     {
    ingress tcp 8080 from web, edge
    ingress all from nodes
    ingress tcp 22 from admin
    ingress tcp 443, 10250 from control
  }
  security-group control   { ingress tcp 443 from nodes }
  security-group functions
  security-group data      { ingress tcp 5432, 6379 from nodes, functions  egress none }
  security-group admin     { ingress tcp 22 from office }

  network-acl apps {
    inbound  100 allow all from 10.0.0.0/16
    inbound  110 allow tcp 1024-65535 from any
    outbound 100 allow all to any
  }
  network-acl storage {
    inbound  100 allow tcp 5432, 6379 from 10.0.10.0/23, 10.0.12.0/23
    outbound 100 allow tcp 1024-65535 to 10.0.10.0/23, 10.0.12.0/23
  }

  alb shop internet-facing {
    subnets public-a, public-b
    security-groups web
    listen https 443 -> app
    listen http 80 redirect https 443
  }
  target-group app http 8080 { targets shop-1, shop-2 }
  nlb stream internet-facing {
    subnets public-a, public-b
    security-groups edge
    listen tls 8883 -> devices
  }
  target-group devices tcp 8080 { targets worker-1, worker-2 }
}

flow pull  { worker-1 -> dockerhub tcp 443 }
flow query { shop-1 -> orders tcp 5432 }
flow admin {
  office -> bastion tcp 22
  bastion -> worker-1 tcp 22
}
expect internet reaches shop on tcp 443
expect internet never reaches worker-1
expect report reaches orders on tcp 5432
`;

/** One instance with a public address that serves a website, and SSH for its owner: no finding. */
const WEBSITE = `
network home 198.51.100.7/32

vpc v 10.0.0.0/16 {
  igw main
  public subnet a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance website { elastic-ip 203.0.113.20  security-groups web }
  }
  security-group web {
    ingress tcp 80, 443 from internet
    ingress tcp 22 from home
    ingress icmp type 8 from any
  }
}
`;

/** A transit gateway with central egress and a VPN to headquarters, a peering connection, and VPC endpoints for AWS services. */
const CONNECTED = `
network hq 192.168.0.0/16
network s3 52.216.0.0/15 "Amazon S3"
host ecr 52.46.1.2
host dockerhub 52.85.123.45
prefix-list partners 203.0.113.0/24
vpn hq-link { remote hq }
peering shop-to-tools { vpcs shop, tools }

vpc shop 10.1.0.0/16 {
  region us-east-1
  dns-hostnames on
  endpoint images gateway { service s3  serves s3  subnets app-a, app-b }
  endpoint registry interface { service ecr.api  serves ecr  subnets app-a, app-b  security-groups vpce  private-dns on }
  endpoint shell instance-connect { subnets app-a  security-groups shells }
  kubernetes-service carts { node-port 31080  pods cart-1:8080, cart-2:8080 }
  private subnet app-a 10.1.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> hub
    route 10.3.0.0/16 -> shop-to-tools
    node worker-1 { security-groups nodes }
    pod cart-1 { on worker-1 }
  }
  private subnet app-b 10.1.2.0/24 {
    az us-east-1b
    route 0.0.0.0/0 -> hub
    route 10.3.0.0/16 -> shop-to-tools
    node worker-2 { security-groups nodes }
    pod cart-2 { on worker-2 }
  }
  subnet shop-hub-a 10.1.9.0/28 { az us-east-1a }
  subnet shop-hub-b 10.1.9.16/28 { az us-east-1b }
  alb front internal { subnets app-a, app-b  security-groups web  listen https 443 -> workers }
  target-group workers http 31080 { targets worker-1, worker-2  target-type instance }
  security-group web    { ingress tcp 443 from hq }
  security-group nodes  { ingress tcp 31080 from web  ingress all from nodes  ingress tcp 22 from shells  ingress tcp 9100 from tools.probes }
  security-group vpce   { ingress tcp 443 from shop }
  security-group shells { egress tcp 22 to nodes }
}

vpc tools 10.3.0.0/16 {
  region us-east-1
  private subnet probes-a 10.3.1.0/24 { route 10.1.0.0/16 -> shop-to-tools  instance probe { security-groups probes } }
  security-group probes { egress tcp 9100 to shop.nodes }
}

vpc egress 10.9.0.0/16 {
  region us-east-1
  igw main
  regional nat out { elastic-ip 203.0.113.10  route 10.0.0.0/8 -> hub }
  subnet egress-hub-a 10.9.9.0/28 { az us-east-1a  route 0.0.0.0/0 -> out }
  subnet egress-hub-b 10.9.9.16/28 { az us-east-1b  route 0.0.0.0/0 -> out }
}

transit-gateway hub {
  region us-east-1
  attach shop   { subnets shop-hub-a, shop-hub-b  route-table spokes  propagate back, spokes }
  attach egress { subnets egress-hub-a, egress-hub-b  route-table back  propagate none }
  attach hq-link { route-table spokes  propagate back, spokes }
  route-table spokes { route 0.0.0.0/0 -> egress }
  route-table back { }
}

flow pull   { cart-1 -> dockerhub tcp 443 }
flow layers { worker-1 -> s3 tcp 443 }
flow login  { worker-2 -> registry tcp 443 }
flow visit  { hq -> front tcp 443 }
flow scrape { probe -> worker-2 tcp 9100 }
flow shell  { shell -> worker-1 tcp 22 }
expect internet never reaches worker-1
`;

/** Warnings that an example shows on purpose. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  'zones.netarch': ['nat-single-az'],
  // The text does not know the groups of a client.
  'client-vpn.netarch': ['flow-unknown'],
};

/** A network that is known in part: everything that may be unknown is. */
const PARTLY_KNOWN = `
external vpc shared 10.9.0.0/16
external security-group theirs "Another account"
network partner 198.51.100.0/24, unknown "The partner adds blocks"
network elsewhere unknown
prefix-list lists unknown "Managed by AWS"

vpc v 10.0.0.0/16, unknown {
  region us-east-1
  igw main
  public subnet front unknown { az us-east-1a  route 0.0.0.0/0 -> unknown "Another stack"  instance web { elastic-ip  security-groups webs } }
  private subnet back 10.1.0.0/24 {
    az us-east-1b
    network-acl guarded
    route 0.0.0.0/0 -> unknown
    route 10.9.0.0/16 -> to-shared
    instance app 10.1.0.10 { security-groups unknown "Set by a script" }
    database orders { engine postgres  security-groups data }
  }
  security-group webs { ingress tcp 443 from unknown  egress all to theirs }
  security-group data { ingress tcp unknown from lists  ingress tcp 5432 from partner, unknown }
  network-acl guarded {
    inbound  100 allow tcp 443 from unknown
    inbound  200 allow all from any
    outbound 100 allow all to elsewhere
    outbound 200 allow tcp unknown to any
  }
  alb shop { subnets front, unknown  security-groups webs  listen https 443 -> shops }
  target-group shops http 443 { targets app, unknown }
  nlb inner internal { subnets unknown  listen tcp 443 -> inners }
  target-group inners tcp 443 { targets unknown "Registered by ECS" }
  endpoint logs interface { service logs  subnets unknown  security-groups unknown }
  endpoint store gateway { service s3  serves elsewhere  subnets unknown }
  lambda job { subnets unknown  security-groups theirs }
}
peering to-shared { vpcs v, shared }
`;

describe('good networks', () => {
  it('a network that is known in part has no findings about what is unknown', async () => {
    assert.deepEqual(await checkDiagnostics(PARTLY_KNOWN), []);
  });

  it('a production network in two Availability Zones has no errors and warnings', async () => {
    const seen = await checkDiagnostics(PRODUCTION);
    assert.deepEqual([...new Set(seen.map(({ code }) => code))], ['nat-cost-hint']);
  });

  it('networks with the usual connections have no errors and warnings', async () => {
    const seen = await checkDiagnostics(CONNECTED);
    assert.deepEqual([...new Set(seen.map(({ code }) => code))], ['nat-cost-hint']);
  });

  it('a single web server has no findings', async () => {
    assert.deepEqual(await checkDiagnostics(WEBSITE), []);
  });

  for (const name of readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.netarch'))) {
    it(`examples/${name} has only the findings that it shows`, async () => {
      const seen = await diagnosticsOf(readFileSync(join(root, 'examples', name), 'utf8'));
      const grave = seen.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ code }) => code);
      assert.deepEqual(grave, SHOWN[name] ?? []);
    });
  }
});

describe('broken text', () => {
  it('never gives an exception', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(6, [...exampleTexts(), CONNECTED]), async (text) => {
        // Langium turns an exception into a diagnostic without a code.
        for (const { code, message } of await diagnosticsOf(text)) assert.notEqual(code, 'undefined', message);
      }),
      { numRuns: runs(150) },
    );
  });
});
