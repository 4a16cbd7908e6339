// Peerings, site links and transit gateways: a text → attachments, associations, and the routes of the gateway's tables.
import assert from 'node:assert/strict';
import type { TransitGateway } from '#language/network/connectors.ts';
import type { Network } from '#language/network/network.ts';
import { transitRoutesOf } from '#test/support/route-text.ts';
import { networkOf } from '#test/support/trace-text.ts';

const AROUND = `
network office 198.51.100.0/24
network hq 192.168.0.0/16
prefix-list branches 172.16.0.0/16, 172.17.0.0/16
vpn office-link { remote office }
direct-connect hq-link { remote hq }
vpc a 10.1.0.0/16, 100.64.0.0/16 { subnet tgw 10.1.0.0/28 { az us-east-1a } }
vpc b 10.2.0.0/16, 100.64.0.0/16 { subnet tgw 10.2.0.0/28 { az us-east-1a } }
vpc egress 10.3.0.0/16 { subnet tgw 10.3.0.0/28 { az us-east-1a } }`;

function gatewayOf(network: Network, name: string): TransitGateway {
  const found = network.transitGateways.find((one) => one.name === name);
  assert.ok(found);
  return found;
}

const attachmentsOf = (gateway: TransitGateway) =>
  gateway.attachments.map(({ resource, type, subnets, association, applianceMode }) =>
    [resource, type, ...subnets.map(({ id }) => id), `in ${association}`, ...(applianceMode ? ['appliance'] : [])].join(' '),
  );

describe('transit gateways', () => {
  it('attach VPCs, links and other gateways', async () => {
    const network = await networkOf(`${AROUND}
transit-gateway far
transit-gateway hub {
  region us-east-1
  security-group-references on
  attach a { subnets tgw  route-table spokes  appliance-mode on }
  attach b { subnets tgw }
  attach office-link
  attach hq-link { route-table spokes }
  attach far { route-table spokes }
  route-table spokes {}
}`);
    const hub = gatewayOf(network, 'hub');
    assert.deepEqual(attachmentsOf(hub), [
      'a vpc a.tgw in hub.spokes appliance',
      'b vpc b.tgw in hub#route-table-default',
      'office-link site-link in hub#route-table-default',
      'hq-link site-link in hub.spokes',
      'far transit-gateway in hub.spokes',
    ]);
    assert.deepEqual([hub.region, hub.securityGroupReferences], ['us-east-1', true]);
    assert.deepEqual(attachmentsOf(gatewayOf(network, 'far')), ['hub transit-gateway in far#route-table-default']);
  });

  it('read the other side of a peering from its own attachment', async () => {
    const network = await networkOf(`
transit-gateway far { attach hub { route-table peers }  route-table peers {} }
transit-gateway hub { attach far }`);
    assert.deepEqual(attachmentsOf(gatewayOf(network, 'far')), ['hub transit-gateway in far.peers']);
    assert.deepEqual(attachmentsOf(gatewayOf(network, 'hub')), ['far transit-gateway in hub#route-table-default']);
  });

  it('propagate to the default route table only, unless the file says otherwise', async () => {
    const network = await networkOf(`${AROUND}
transit-gateway far
transit-gateway hub {
  attach a { subnets tgw }
  attach egress { subnets tgw  route-table out }
  attach office-link { propagate out }
  attach hq-link { propagate none }
  attach far
  route-table out {}
}`);
    assert.deepEqual(transitRoutesOf(gatewayOf(network, 'hub')), {
      out: ['198.51.100.0/24 -> office-link (vpn)'],
      default: ['10.1.0.0/16 -> a (vpc)', '100.64.0.0/16 -> a (vpc)'],
    });
  });

  it('leave out CIDR blocks that another VPC has propagated', async () => {
    const network = await networkOf(`${AROUND}
transit-gateway hub { attach a  attach b  attach hq-link }`);
    assert.deepEqual(transitRoutesOf(gatewayOf(network, 'hub')), {
      default: [
        '10.1.0.0/16 -> a (vpc)',
        '100.64.0.0/16 -> a (vpc)',
        '10.2.0.0/16 -> b (vpc)',
        '192.168.0.0/16 -> hq-link (direct-connect)',
      ],
    });
  });

  it('have the routes of their tables, of the default table too', async () => {
    const network = await networkOf(`${AROUND}
transit-gateway hub {
  attach a { subnets tgw  route-table spokes  propagate egress }
  attach egress { subnets tgw  route-table egress }
  attach office-link
  route-table spokes {
    route 0.0.0.0/0 -> egress
    route 10.9.0.0/16 -> blackhole
    route branches -> office-link
    route 10.8.0.0/16 -> b
  }
  route-table egress { route 10.2.0.0/16 -> a }
  route-table default { route 10.0.0.0/8 -> a }
}`);
    assert.deepEqual(transitRoutesOf(gatewayOf(network, 'hub')), {
      spokes: [
        '0.0.0.0/0 -> egress',
        '10.9.0.0/16 -> blackhole',
        '172.16.0.0/16 -> office-link (prefix-list)',
        '172.17.0.0/16 -> office-link (prefix-list)',
      ],
      egress: ['10.2.0.0/16 -> a', '10.1.0.0/16 -> a (vpc)', '100.64.0.0/16 -> a (vpc)'],
      default: ['10.0.0.0/8 -> a', '198.51.100.0/24 -> office-link (vpn)'],
    });
    assert.deepEqual(
      gatewayOf(network, 'hub').routeTables.map(({ id, isDefault }) => `${id} ${isDefault}`),
      ['hub.spokes false', 'hub.egress false', 'hub.default true'],
    );
  });
});

describe('peerings and site links', () => {
  it('have both of their ends', async () => {
    const network = await networkOf(`${AROUND}
peering pair "The pair" { vpcs a, b }
vpn line { vpc a  remote office, hq  routing static }`);
    const [pair] = network.peerings;
    assert.deepEqual([pair?.label, pair?.vpcs.map(({ id }) => id)], ['The pair', ['a', 'b']]);
    assert.deepEqual(
      network.siteLinks.map(({ kind, id, vpc, remotes, routing }) => [kind, id, vpc?.id, remotes.map((one) => one.id), routing]),
      [
        ['vpn', 'office-link', undefined, ['office'], 'bgp'],
        ['direct-connect', 'hq-link', undefined, ['hq'], 'bgp'],
        ['vpn', 'line', 'a', ['office', 'hq'], 'static'],
      ],
    );
  });

  it('are resources with an id', async () => {
    const network = await networkOf(`${AROUND}\npeering pair { vpcs a, b }\ntransit-gateway hub`);
    const connecting = [...network.peerings, ...network.siteLinks, ...network.transitGateways, ...network.prefixLists];
    assert.equal(connecting.length, 5);
    for (const resource of connecting) assert.equal(network.byId.get(resource.id), resource);
  });
});
