import assert from 'node:assert/strict';
import type { BoxKind } from '#language/view/graph/diagram.ts';
import { iconOf } from '#language/view/icons/icons.ts';

const KINDS: readonly BoxKind[] = [
  ...([
    'vpc',
    'subnet',
    'region',
    'zone',
    'igw',
    'egress-igw',
    'nat',
    'nat-instance',
    'alb',
    'nlb',
    'api-gateway',
    'resolver',
  ] as const),
  ...(['regional-nat', 'endpoint', 'gateway-endpoint', 'peering', 'transit-gateway', 'vpn', 'direct-connect'] as const),
  ...(['kubernetes-service', 'prefix-list'] as const),
  ...(['instance', 'node', 'pod', 'eks', 'lambda', 'service', 'database', 'cache', 'internet', 'host', 'network'] as const),
  ...(['route-table', 'security-group', 'network-acl', 'target-group', 'flow', 'view'] as const),
];

describe('the icons', () => {
  it('draw every kind of box with lines inside their square', () => {
    for (const kind of KINDS) {
      const { colour, glyph } = iconOf({ kind });
      assert.match(colour, /^#[0-9A-F]{6}$/);
      assert.match(glyph, /^M[\d .MLHVCSAZmlhvcsaz-]+$/, kind);
    }
  });

  it('differ from kind to kind', () => {
    const drawn = new Set(KINDS.map((kind) => JSON.stringify(iconOf({ kind }))));
    assert.equal(drawn.size, KINDS.length);
  });

  it('tell public subnets from private ones', () => {
    assert.notDeepEqual(iconOf({ kind: 'subnet', exposure: 'public' }), iconOf({ kind: 'subnet', exposure: 'private' }));
  });
});
