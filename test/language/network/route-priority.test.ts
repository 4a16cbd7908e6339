// Which of several routes decides. Source: Amazon VPC User Guide, "How route priority works".
import assert from 'node:assert/strict';
import { parseAddress, parsePrefix } from '#language/network/address.ts';
import { type Candidate, compareOrigins, routeAround, routeTo } from '#language/network/route-priority.ts';

describe('route priority', () => {
  it('prefers the longest prefix', () => checkRoute(['0.0.0.0/0 static', '10.0.0.0/8 vpn-bgp', '10.1.0.0/16 vpn-bgp'], 2));
  it('prefers the stronger origin of two equal prefixes', () => checkRoute(['10.0.0.0/8 prefix-list', '10.0.0.0/8 static'], 1));
  it('prefers the first of two equal routes', () => checkRoute(['10.0.0.0/8 static', '10.0.0.0/8 static'], 0));
  it('prefers the stronger origin in a transit gateway', () => checkRoute(['10.0.0.0/8 vpn', '10.0.0.0/8 vpc'], 1));
  it('finds no route outside of all prefixes', () => checkRoute(['10.2.0.0/16 static', '::/0 static'], -1));

  it('finds routes for a whole CIDR block', () => {
    const routes = [candidate('0.0.0.0/0 static'), candidate('10.1.0.0/24 static')];
    assert.equal(routeAround(routes, prefix('10.1.0.0/16')), routes[0]);
    assert.equal(routeAround(routes, prefix('10.1.0.0/24')), routes[1]);
  });

  it('ranks the origins as AWS does', () => {
    const vpc = ['vpn-bgp', 'local', 'vpn-static', 'prefix-list', 'direct-connect', 'static'] as const;
    const sorted = ['local', 'static', 'prefix-list', 'direct-connect', 'vpn-static', 'vpn-bgp'];
    assert.deepEqual(vpc.toSorted(compareOrigins), sorted);
    const transit = ['vpn', 'vpc', 'direct-connect', 'prefix-list', 'static'] as const;
    assert.deepEqual(transit.toSorted(compareOrigins), ['static', 'prefix-list', 'vpc', 'direct-connect', 'vpn']);
  });
});

/** Of routes such as `10.0.0.0/8 static`, the one with this index decides about 10.1.2.3. */
function checkRoute(texts: readonly string[], expected: number): void {
  const routes = texts.map(candidate);
  const address = parseAddress('10.1.2.3');
  assert.ok(address);
  const found = routeTo(routes, address);
  assert.equal(found === undefined ? -1 : routes.indexOf(found), expected);
}

const ORIGINS = ['local', 'static', 'prefix-list', 'vpc', 'direct-connect', 'vpn', 'vpn-static', 'vpn-bgp'] as const;

function candidate(text: string): Candidate {
  const [block = '', word] = text.split(' ');
  const origin = ORIGINS.find((one) => one === word);
  assert.ok(origin);
  return { destination: prefix(block), origin };
}

function prefix(text: string): Candidate['destination'] {
  const block = parsePrefix(text);
  assert.ok(block);
  return block;
}
