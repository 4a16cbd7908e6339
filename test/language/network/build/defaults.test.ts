// The defaults of AWS: parts in, the network with its defaults out.
import assert from 'node:assert/strict';
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import { buildNetwork } from '#language/network/build/build.ts';
import { ASSIGNED } from '#language/network/build/interfaces.ts';
import type { LoadBalancerPart, SecurityGroupPart, TargetGroupPart } from '#language/network/build/parts.ts';
import { entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import { address, instance, NO_PARTS, named, prefix, subnet, vpc } from '#test/support/parts.ts';

const V = entityId('v');

const PARTS = { ...NO_PARTS, vpcs: [vpc('v', '10.0.0.0/16')], subnets: [subnet('s', 'v', '10.0.1.0/24')] };

function group(name: string, defaultEgress: boolean): SecurityGroupPart {
  return { ...named('security-group', name), vpc: V, defaultEgress, rules: [] };
}

function addressesOf(interfaces: readonly Interface[]): readonly string[] {
  return interfaces.flatMap(({ addresses }) =>
    addresses.map((one) => `${formatAddress(one.private)} ${one.public ? formatAddress(one.public) : '-'}`),
  );
}

function routesOf({ routes }: RouteTable): readonly string[] {
  return routes.map(({ id, destination, target }) => `${id} ${formatPrefix(destination)} ${target.kind}`);
}

describe('the builder', () => {
  it('gives a VPC a resolver, and a subnet the settings of its VPC', () => {
    const { vpcs, subnets } = buildNetwork({
      ...PARTS,
      vpcs: [{ ...vpc('v', '10.0.0.0/16'), blockPublicAccess: 'ingress-only' }, vpc('w')],
    }).network;
    assert.deepEqual(
      vpcs.map(({ dnsSupport, dnsHostnames, blockPublicAccess }) => [dnsSupport, dnsHostnames, blockPublicAccess]),
      [
        [true, false, 'ingress-only'],
        [true, false, 'off'],
      ],
    );
    assert.equal(subnets[0]?.blockPublicAccess, 'ingress-only');
  });

  it('gives a subnet the main route table and the default network ACL', () => {
    const { network } = buildNetwork(PARTS);
    const [only] = network.subnets;
    assert.ok(only);
    assert.deepEqual([only.routeTable.id, only.networkAcl.id], ['v#route-table-main', 'v#network-acl-default']);
    assert.deepEqual(routesOf(only.routeTable), ['v#route-table-main#local-1 10.0.0.0/16 local']);
    assert.deepEqual(
      only.networkAcl.entries.map(({ direction, number, action }) => `${direction} ${number} ${action}`),
      ['inbound 100 allow', 'outbound 100 allow'],
    );
    assert.equal(only.routeTable.vpc, network.vpcs[0]);
  });

  it('adds the default security group, and the rule for egress', () => {
    const { securityGroups } = buildNetwork({ ...PARTS, securityGroups: [group('open', true), group('shut', false)] }).network;
    assert.deepEqual(
      securityGroups.map(({ id, isDefault, rules }) => [id, isDefault, rules.map(({ direction }) => direction)]),
      [
        ['open', false, ['egress']],
        ['shut', false, []],
        ['v#security-group-default', true, ['ingress', 'egress']],
      ],
    );
  });

  it('uses a declared group called default as the default one', () => {
    const { network } = buildNetwork({ ...PARTS, securityGroups: [group('default', true)], workloads: [instance('one', 's')] });
    assert.deepEqual(
      network.securityGroups.map(({ id }) => id),
      ['default'],
    );
    assert.equal(network.interfaces[0]?.securityGroups?.[0], network.securityGroups[0]);
  });

  it('assigns the lowest free addresses, none that the file states', () => {
    const stated = { ...instance('two', 's'), privateAddresses: [address('10.0.1.5')] };
    const open = { ...instance('four', 's'), publicAddresses: ['assigned'] as const };
    const parts = { ...PARTS, workloads: [instance('one', 's'), stated, instance('three', 's'), open] };
    const { network } = buildNetwork(parts, [address('10.0.1.6')]);
    assert.deepEqual(addressesOf(network.interfaces), ['10.0.1.4 -', '10.0.1.5 -', '10.0.1.7 -', '10.0.1.8 198.18.0.4']);
  });

  it('gives pods the groups of their node, and an interface in each subnet', () => {
    const parts = {
      ...PARTS,
      subnets: [subnet('s', 'v', '10.0.1.0/24'), subnet('t', 'v', '10.0.2.0/24')],
      securityGroups: [group('nodes', true)],
      workloads: [
        { ...instance('worker', 's'), kind: 'node' as const, securityGroups: [entityId('nodes')] },
        { ...instance('shop', 's'), kind: 'pod' as const, node: entityId('worker') },
        { ...instance('orders', 's', 't'), kind: 'database' as const, engine: 'postgres' },
      ],
    };
    const [, pod, database] = buildNetwork(parts).network.workloads;
    assert.deepEqual(
      pod?.interfaces[0]?.securityGroups?.map(({ id }) => id),
      ['nodes'],
    );
    assert.equal(pod?.nodeTranslates, true);
    assert.deepEqual(
      database?.interfaces.map(({ id }) => id),
      ['orders#interface-1', 'orders#interface-2'],
    );
    assert.equal(database?.port, 5432);
  });

  it('routes from a regional NAT gateway to the internet gateway, and gives it an address in each Availability Zone', () => {
    const parts = {
      ...PARTS,
      subnets: [
        { ...subnet('s', 'v', '10.0.1.0/24'), az: 'z-a' },
        { ...subnet('t', 'v', '10.0.2.0/24'), az: 'z-b' },
      ],
      gateways: [{ ...named('igw', 'main'), vpc: V }],
      regionalNats: [{ ...named('regional-nat', 'out'), vpc: V, addresses: [] }],
    };
    const [nat] = buildNetwork(parts).network.regionalNats;
    assert.ok(nat);
    assert.deepEqual(routesOf(nat.routeTable), [
      'out#route-table#local-1 10.0.0.0/16 local',
      'out#route-table#igw-1 0.0.0.0/0 igw',
    ]);
    assert.deepEqual(
      nat.addresses.map(({ az, declared }) => [az, declared]),
      [
        ['z-a', false],
        ['z-b', false],
      ],
    );
  });

  it('gives load balancers their nodes, and targets their type', () => {
    const listeners: LoadBalancerPart['listeners'] = [];
    const common = { vpc: V, subnets: [entityId('s')], elasticIps: [], listeners };
    const targets: TargetGroupPart['targets'] = [
      { id: entityId('g#1'), resource: entityId('one') },
      { id: entityId('g#2'), address: address('10.0.1.77'), port: 8080 },
    ];
    const { network } = buildNetwork({
      ...PARTS,
      workloads: [instance('one', 's')],
      loadBalancers: [
        { ...named('alb', 'web'), ...common },
        { ...named('nlb', 'tcp'), ...common, scheme: 'internal' },
      ],
      targetGroups: [{ ...named('target-group', 'g'), vpc: V, port: 80, targets }],
    });
    const [alb, nlb] = network.loadBalancers;
    assert.deepEqual([alb?.scheme, alb?.crossZone, nlb?.crossZone], ['internet-facing', true, false]);
    assert.deepEqual(addressesOf([...(alb?.nodes ?? []), ...(nlb?.nodes ?? [])]), ['10.0.1.5 198.18.0.4', '10.0.1.6 -']);
    assert.equal(alb?.nodes[0]?.securityGroups?.[0]?.isDefault, true);
    assert.equal(nlb?.nodes[0]?.securityGroups, undefined);
    assert.deepEqual(
      network.targetGroups[0]?.targets.map(({ type, port }) => [type, port]),
      [
        ['instance', 80],
        ['ip', 8080],
      ],
    );
    assert.equal(network.targetGroups[0]?.preserveClientIp, true);
  });

  it('adds the routes of gateway endpoints and of propagation, with their origin', () => {
    const table = entityId('private');
    const { network, causes, problems } = buildNetwork({
      ...PARTS,
      subnets: [{ ...subnet('s', 'v', '10.0.1.0/24'), routeTable: table }],
      outside: [
        { ...named('network', 's3'), prefixes: [prefix('52.216.0.0/15')] },
        { ...named('network', 'office'), prefixes: [prefix('192.0.2.0/24')] },
      ],
      siteLinks: [
        { ...named('vpn', 'line'), vpc: V, remotes: [entityId('office')] },
        { ...named('vpn', 'loose'), remotes: [] },
      ],
      endpoints: [
        {
          ...named('endpoint', 'images'),
          vpc: V,
          type: 'gateway',
          serves: [entityId('s3')],
          routeTables: [table],
          privateDns: false,
          preserveClientIp: false,
          subnets: [],
        },
      ],
      routeTables: [
        {
          ...named('route-table', 'private'),
          vpc: V,
          routes: [],
          propagations: [
            { id: entityId('private#propagate-1'), link: entityId('line') },
            { id: entityId('private#propagate-2'), link: entityId('loose') },
          ],
        },
      ],
    });
    assert.deepEqual(network.routeTables.map(routesOf), [
      [
        'private#local-1 10.0.0.0/16 local',
        'private#images-1 52.216.0.0/15 endpoint',
        'private#propagated-1 192.0.2.0/24 site-link',
      ],
    ]);
    assert.deepEqual(
      [...causes],
      [
        ['private#images-1', 'images'],
        ['private#propagated-1', 'private#propagate-1'],
      ],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['propagate-other-vpc'],
    );
  });

  it('states both sides of a peering between transit gateways, and propagates attached VPCs', () => {
    const gateway = { securityGroupReferences: false, attachments: [], routeTables: [] };
    const attach = (id: string, resource: string) => ({
      id: entityId(id),
      resource: entityId(resource),
      subnets: [],
      applianceMode: false,
    });
    const { transitGateways } = buildNetwork({
      ...PARTS,
      transitGateways: [
        {
          ...named('transit-gateway', 'hub'),
          ...gateway,
          attachments: [attach('hub#attachment-1', 'v'), attach('hub#attachment-2', 'far')],
        },
        { ...named('transit-gateway', 'far'), ...gateway },
      ],
    }).network;
    const [hub, far] = transitGateways;
    assert.deepEqual(
      far?.attachments.map(({ id, resource, type }) => [id, resource, type]),
      [['far#attachment-1', 'hub', 'transit-gateway']],
    );
    assert.deepEqual(
      hub?.routeTables.map(({ id, isDefault, routes }) => [
        id,
        isDefault,
        routes.map(({ destination }) => formatPrefix(destination)),
      ]),
      [['hub#route-table-default', true, ['10.0.0.0/16']]],
    );
  });

  it('includes the internet in every network, also in an empty one', () => {
    const { network } = buildNetwork(NO_PARTS);
    assert.deepEqual([...network.byId.keys()], ['internet']);
    assert.deepEqual(ASSIGNED.privateAddresses, []);
  });
});
