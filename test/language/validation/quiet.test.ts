// Good networks → no errors, no warnings; broken text → no exception. A check that cries wolf is switched off.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';
import { checkDiagnostics, diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { brokenText } from '#test/support/mutations.ts';

/** Two zones; web servers behind a load balancer, everything else private, each zone with its own way out. */
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

/** One machine with a public address serving the web, and a way in for its owner: nothing is wrong with that. */
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

/** Warnings of examples that are there to be seen. */
const SHOWN: Readonly<Record<string, readonly string[]>> = { 'zones.netarch': ['nat-single-az'] };

describe('good networks', () => {
  it('a production network in two zones is fine', async () => {
    const seen = await checkDiagnostics(PRODUCTION);
    assert.deepEqual([...new Set(seen.map(({ code }) => code))], ['nat-cost-hint']);
  });

  it('a single web server is fine, and nothing is remarked', async () => {
    assert.deepEqual(await checkDiagnostics(WEBSITE), []);
  });

  for (const name of readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.netarch'))) {
    it(`examples/${name} has nothing but what it shows`, async () => {
      const seen = await diagnosticsOf(readFileSync(join(root, 'examples', name), 'utf8'));
      const grave = seen.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ code }) => code);
      assert.deepEqual(grave, SHOWN[name] ?? []);
    });
  }
});

describe('broken text', () => {
  it('gives findings or none, never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(6), async (text) => {
        // An exception would become a diagnostic without a code.
        for (const { code, message } of await diagnosticsOf(text)) assert.notEqual(code, 'undefined', message);
      }),
      { numRuns: 150 },
    );
  }).timeout(30_000);
});
