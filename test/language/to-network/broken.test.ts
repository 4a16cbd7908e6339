// Invalid declarations of what connects networks → a network nevertheless, with an id and a range for each resource.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import { runs } from '#test/support/chance.ts';
import { brokenText } from '#test/support/mutations.ts';
import { core, withDocument } from '#test/support/services.ts';

const TEXT = `prefix-list partners 203.0.113.0/24, 198.51.100.0/24
network office 192.0.2.0/28
network s3 52.216.0.0/15
peering a-to-b { vpcs a, b }
vpn office-link { vpc a  remote office  routing static }
vpn hq-link { remote office }
transit-gateway far { attach hub { propagate none } }
transit-gateway hub {
  security-group-references on
  attach a { subnets private-a  route-table spokes  propagate spokes  appliance-mode on }
  attach hq-link
  attach far
  route-table spokes { route 0.0.0.0/0 -> hq-link  route 10.9.0.0/16 -> blackhole  route partners -> far }
}
vpc b 10.1.0.0/16 { subnet x 10.1.0.0/24 { instance web } }
vpc a 10.0.0.0/16 {
  dns-hostnames on
  block-public-access bidirectional
  igw main { route 10.0.1.0/24 -> firewall }
  regional nat out { az us-east-1a elastic-ip 203.0.113.12  route 10.9.0.0/16 -> hub }
  endpoint images gateway { service s3  serves s3  subnets private-a  route-tables shared }
  endpoint shell instance-connect { subnets private-a  preserve-client-ip on }
  endpoint partner interface { serves inner  subnets private-a  private-dns on }
  endpoint inspect gateway-load-balancer { subnets private-a }
  kubernetes-service web { node-port 31080  pods shop-1:8080  external-traffic-policy local }
  subnet private-a 10.0.1.0/24 {
    block-public-access off
    route 10.1.0.0/16 -> a-to-b
    route partners -> out
    route 10.0.0.0/16 -> inspect
    propagate office-link
    node worker-1 10.0.1.100 { external-snat on }
    pod shop-1 10.0.1.50 { on worker-1  security-groups data }
    instance firewall { source-dest-check off  interface eth1 10.0.1.60 { security-groups data  elastic-ip 203.0.113.9 } }
  }
  route-table shared { propagate office-link }
  security-group data { ingress icmp type 3 code 4 from partners }
  target-group t tcp 80 { targets worker-1, 10.1.3.10:8080, [::1]:1 }
}
lambda fn
api-gateway inner private { invoke fn }`;

const { Compiler } = core.netarch.netarch;

describe('invalid declarations of what connects networks', () => {
  it('gives a network nevertheless', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(4, [TEXT]), (text) => withDocument(text, checkNetwork, { validation: false })),
      { numRuns: runs(1000) },
    );
  });
});

function checkNetwork(document: LangiumDocument): void {
  const { network, sources } = Compiler.compile(document);
  for (const [id, resource] of network.byId) assert.equal(resource.id, id);
  for (const { owner } of network.interfaces) assert.ok(network.byId.has(owner), owner);
  for (const { id, attachments } of network.transitGateways) {
    for (const one of attachments) assert.ok(network.byId.has(one.resource) && sources.locate(one.id), id);
  }
  for (const { id } of [...network.peerings, ...network.siteLinks, ...network.endpoints]) assert.ok(sources.locate(id), id);
}
