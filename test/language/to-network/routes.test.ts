// Lines with routes → the route tables of the network.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { entityId } from '#language/network/id.ts';
import { routesOf, tableOf } from '#test/support/route-text.ts';
import { networkOf } from '#test/support/trace-text.ts';

describe('route tables', () => {
  it('hold a route for each block of a prefix list', async () => {
    const network = await networkOf(`
prefix-list partners 203.0.113.0/24, 198.51.100.0/24
vpc v 10.0.0.0/16 {
  igw main
  prefix-list own 192.0.2.0/24, 2001:db8::/32
  subnet a 10.0.1.0/24 { route partners -> main  route own -> main }
}`);
    assert.deepEqual(routesOf(network, 'v.a'), [
      '10.0.0.0/16 -> local',
      '203.0.113.0/24 -> igw v.main (prefix-list)',
      '198.51.100.0/24 -> igw v.main (prefix-list)',
      '192.0.2.0/24 -> igw v.main (prefix-list)',
      '2001:db8::/32 -> igw v.main (prefix-list)',
    ]);
    const ids = tableOf(network, 'v.a').routes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('accept every target that AWS allows', async () => {
    const network = await networkOf(`
network office 198.51.100.0/24
peering pair { vpcs v, w }
vpn link { vpc v  remote office }
vpn attached { remote office }
transit-gateway hub
vpc w 10.1.0.0/16
vpc v 10.0.0.0/16 {
  regional nat out
  endpoint inspect gateway-load-balancer { subnets b }
  endpoint api interface { subnets b }
  subnet a 10.0.1.0/24 {
    route 10.1.0.0/16 -> pair
    route 10.2.0.0/16 -> hub
    route 10.3.0.0/16 -> link
    route 10.4.0.0/16 -> attached
    route 10.5.0.0/16 -> out
    route 10.6.0.0/16 -> inspect
    route 10.7.0.0/16 -> api
    route 10.8.0.0/16 -> firewall
    route 10.9.0.0/16 -> orders
    route 10.10.0.0/16 -> nowhere
    instance firewall { source-dest-check off }
    database orders
  }
  subnet b 10.0.2.0/24
}`);
    assert.deepEqual(routesOf(network, 'v.a').slice(1), [
      '10.1.0.0/16 -> peering pair',
      '10.2.0.0/16 -> transit-gateway hub',
      '10.3.0.0/16 -> site-link link',
      '10.4.0.0/16 -> missing attached',
      '10.5.0.0/16 -> regional-nat v.out',
      '10.6.0.0/16 -> endpoint v.inspect',
      '10.7.0.0/16 -> missing api',
      '10.8.0.0/16 -> appliance v.firewall',
      '10.9.0.0/16 -> missing orders',
      '10.10.0.0/16 -> missing nowhere',
    ]);
  });

  it('keep the origin of a local route with a replaced target', async () => {
    const network = await networkOf(`
vpc v 10.0.0.0/16, 10.1.0.0/16 {
  subnet a 10.0.1.0/24 {
    route 10.0.2.0/24 -> firewall
    route 10.1.0.0/16 -> firewall
    instance firewall { source-dest-check off }
  }
}`);
    assert.deepEqual(routesOf(network, 'v.a'), [
      '10.0.0.0/16 -> local',
      '10.1.0.0/16 -> appliance v.firewall (local)',
      '10.0.2.0/24 -> appliance v.firewall',
    ]);
  });

  it('get propagated routes of a VPN or a Direct Connect of their VPC', async () => {
    const network = await networkOf(`
network office 198.51.100.0/24, 198.51.101.0/24
host mainframe 192.0.2.9
vpn static-link { vpc v  remote office  routing static }
vpn bgp-link { vpc v  remote mainframe }
direct-connect dx { vpc v  remote mainframe, office }
vpn other-link { vpc w  remote office }
vpc w 10.1.0.0/16
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { propagate static-link, bgp-link }
  subnet b 10.0.2.0/24 { route-table shared }
  subnet c 10.0.3.0/24 { propagate other-link }
  route-table shared { propagate dx }
}`);
    assert.deepEqual(routesOf(network, 'v.a'), [
      '10.0.0.0/16 -> local',
      '198.51.100.0/24 -> site-link static-link (vpn-static)',
      '198.51.101.0/24 -> site-link static-link (vpn-static)',
      '192.0.2.9/32 -> site-link bgp-link (vpn-bgp)',
    ]);
    assert.deepEqual(routesOf(network, 'v.b'), [
      '10.0.0.0/16 -> local',
      '192.0.2.9/32 -> site-link dx (direct-connect)',
      '198.51.100.0/24 -> site-link dx (direct-connect)',
      '198.51.101.0/24 -> site-link dx (direct-connect)',
    ]);
    assert.deepEqual(routesOf(network, 'v.c'), ['10.0.0.0/16 -> local']);
  });

  it('get the routes of gateway endpoints: by subnets, shared tables and the main table', async () => {
    const network = await networkOf(`
network s3 52.216.0.0/15, 3.5.0.0/19
network dynamo 52.94.0.0/22
vpc v 10.0.0.0/16 {
  igw main
  endpoint storage gateway { service s3  serves s3  subnets own, with-main  route-tables spare }
  endpoint tables gateway { service dynamodb  serves dynamo  subnets with-shared, also-shared }
  subnet own 10.0.1.0/24 { route 0.0.0.0/0 -> main }
  subnet with-main 10.0.2.0/24
  subnet also-main 10.0.3.0/24
  subnet with-shared 10.0.4.0/24 { route-table shared }
  subnet also-shared 10.0.5.0/24 { route-table shared }
  route-table shared {}
  route-table spare { route 0.0.0.0/0 -> main }
}
vpc w 10.1.0.0/16 { subnet x 10.1.1.0/24 }`);
    const storage = ['52.216.0.0/15 -> endpoint v.storage (prefix-list)', '3.5.0.0/19 -> endpoint v.storage (prefix-list)'];
    assert.deepEqual(routesOf(network, 'v.own'), ['10.0.0.0/16 -> local', '0.0.0.0/0 -> igw v.main', ...storage]);
    assert.deepEqual(routesOf(network, 'v.also-main'), ['10.0.0.0/16 -> local', ...storage]);
    assert.deepEqual(routesOf(network, 'v.spare'), ['10.0.0.0/16 -> local', '0.0.0.0/0 -> igw v.main', ...storage]);
    const tables = ['10.0.0.0/16 -> local', '52.94.0.0/22 -> endpoint v.tables (prefix-list)'];
    assert.deepEqual(routesOf(network, 'v.with-shared'), tables);
    assert.deepEqual(routesOf(network, 'w.x'), ['10.1.0.0/16 -> local']);
    assert.equal(tableOf(network, 'v.with-shared'), tableOf(network, 'v.shared'));
    const [, second] = network.endpoints;
    assert.deepEqual(second?.routeTables, [tableOf(network, 'v.shared').id]);
    assert.ok(network.endpoints.every(({ routeTables }) => routeTables.every((id) => network.byId.has(id))));
  });

  it('of an internet gateway apply to inbound traffic', async () => {
    const network = await networkOf(`
vpc v 10.0.0.0/16 {
  igw main { route 10.0.1.0/24 -> firewall }
  igw plain
  subnet a 10.0.1.0/24
  subnet edge 10.0.2.0/24 { instance firewall { source-dest-check off } }
}`);
    assert.deepEqual(routesOf(network, 'v.main'), ['10.0.0.0/16 -> local', '10.0.1.0/24 -> appliance v.firewall']);
    assert.equal(network.gateways[1]?.routeTable, undefined);
    assert.ok(network.byId.has(tableOf(network, 'v.main').id));
  });
});

describe('regional NAT gateways', () => {
  const text = (lines: string) => `
transit-gateway hub
vpc v 10.0.0.0/16 {
  igw main
  regional nat out { ${lines} }
  subnet a 10.0.1.0/24 { az us-east-1a }
  subnet b 10.0.2.0/24 { az us-east-1b }
}`;
  const addressesIn = async (lines: string) => {
    const [nat] = (await networkOf(text(lines))).regionalNats;
    return [nat?.mode, ...(nat?.addresses ?? []).map((one) => `${one.az ?? '*'} ${formatAddress(one.public)} ${one.declared}`)];
  };

  it('have a route table with a route to the internet gateway', async () => {
    assert.deepEqual(routesOf(await networkOf(text('route 10.9.0.0/16 -> hub')), 'v.out'), [
      '10.0.0.0/16 -> local',
      '10.9.0.0/16 -> transit-gateway hub',
      '0.0.0.0/0 -> igw v.main',
    ]);
    assert.deepEqual(routesOf(await networkOf(text('route 0.0.0.0/0 -> hub')), 'v.out'), [
      '10.0.0.0/16 -> local',
      '0.0.0.0/0 -> transit-gateway hub',
    ]);
  });

  it('serve every Availability Zone, or those with addresses', async () => {
    assert.deepEqual(await addressesIn('elastic-ip 203.0.113.11'), ['automatic', '* 203.0.113.11 true']);
    assert.deepEqual(await addressesIn('az us-east-1a elastic-ip 203.0.113.12, 203.0.113.13'), [
      'manual',
      'us-east-1a 203.0.113.12 true',
      'us-east-1a 203.0.113.13 true',
    ]);
  });

  it('get an example address in each Availability Zone if the file states none', async () => {
    const [mode, first, second, ...others] = await addressesIn('');
    assert.equal(mode, 'automatic');
    assert.match(first ?? '', /^us-east-1a \S+ false$/);
    assert.match(second ?? '', /^us-east-1b \S+ false$/);
    assert.deepEqual(others, []);
  });

  it('have an address that AWS chooses where a line names none', async () => {
    assert.deepEqual(await addressesIn('elastic-ip'), await addressesIn(''));
    const [mode, first, ...others] = await addressesIn('az us-east-1b elastic-ip');
    assert.equal(mode, 'manual');
    assert.match(first ?? '', /^us-east-1b 198\.18\.\S+ false$/);
    assert.deepEqual(others, []);
  });

  it('have no interface', async () => {
    const network = await networkOf(text(''));
    assert.deepEqual(network.interfaces, []);
    assert.equal(network.byId.get(entityId('v.out'))?.kind, 'regional-nat');
  });
});
