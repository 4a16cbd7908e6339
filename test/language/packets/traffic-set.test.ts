// Traffic as sets: the words of rules and the places of packets mean the same.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import { includes, subtract, unionAll } from '#language/packets/intervals.ts';
import {
  ALL_TRAFFIC,
  askedBy,
  ONE_WAY,
  type TrafficSample,
  trafficAt,
  trafficSetOf,
  trafficsOf,
} from '#language/packets/traffic-set.ts';

const port = fc.constantFrom(0, 1, 22, 80, 443, 1024, 65_534, 65_535);
const range = fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const icmp = fc.record({
  icmpType: fc.constantFrom(0, 3, 8, 255),
  icmpCode: fc.option(fc.constantFrom(0, 4, 255), { nil: undefined }),
});

const someTraffic: fc.Arbitrary<Traffic> = fc.oneof(
  fc.constant<Traffic>({ protocol: 'all', ports: [] }),
  fc.record({ protocol: fc.constantFrom<'tcp' | 'udp'>('tcp', 'udp'), ports: fc.array(range, { maxLength: 3 }) }),
  fc.record({ protocol: fc.constantFrom(0, 2, 47, 255), ports: fc.constant([]) }),
  fc
    .tuple(fc.constantFrom<'icmp' | 'icmpv6'>('icmp', 'icmpv6'), fc.option(icmp, { nil: undefined }))
    .map(([protocol, typed]): Traffic => {
      if (typed === undefined) return { protocol, ports: [] };
      const { icmpType, icmpCode } = typed;
      return { protocol, ports: [], icmpType, ...(icmpCode !== undefined && { icmpCode }) };
    }),
);

/** What a rule means, word by word. */
function matches({ protocol, ports, icmpType, icmpCode }: Traffic, sample: TrafficSample): boolean {
  if (protocol === 'all') return true;
  if (protocol !== sample.protocol) return false;
  if (icmpType !== undefined) return icmpType === sample.icmpType && (icmpCode === undefined || icmpCode === sample.icmpCode);
  const own = sample.port ?? 0;
  return ports.length === 0 || ports.some(({ from, to }) => from <= own && own <= to);
}

/** Every border of the traffics, and its neighbours. */
function placesNear(traffics: readonly Traffic[]): readonly number[] {
  const borders = traffics.flatMap((traffic) => trafficSetOf(traffic)).flatMap((border) => [border - 1, border]);
  return borders.filter((place) => includes(ALL_TRAFFIC, place));
}

describe('sets of traffic', () => {
  it('contain the packets that the words match', () => {
    fc.assert(
      fc.property(someTraffic, fc.array(someTraffic, { maxLength: 3 }), (traffic, others) => {
        for (const place of placesNear([traffic, ...others]))
          assert.equal(includes(trafficSetOf(traffic), place), matches(traffic, trafficAt(place)), formatTraffic(traffic));
      }),
    );
  });

  it('are unchanged by formatting and parsing', () => {
    fc.assert(
      fc.property(fc.array(someTraffic, { maxLength: 4 }), fc.array(someTraffic, { maxLength: 2 }), (plus, minus) => {
        const set = subtract(unionAll(plus.map(trafficSetOf)), unionAll(minus.map(trafficSetOf)));
        assert.deepEqual(unionAll(trafficsOf(set).map(trafficSetOf)), set);
      }),
    );
  });

  it('have one word for all traffic', () => {
    assert.deepEqual(trafficsOf(ALL_TRAFFIC).map(formatTraffic), ['all']);
    assert.deepEqual(trafficsOf([]), []);
    const most = subtract(ALL_TRAFFIC, trafficSetOf({ protocol: 'tcp', ports: [{ from: 25, to: 25 }] }));
    assert.ok(trafficsOf(most).map(formatTraffic).includes('tcp 0-24, 26-65535'));
  });

  it('give the request to a reply: by the types of ICMP exchanges, the same protocol for all others', () => {
    const icmp = (icmpType: number): Traffic => ({ protocol: 'icmp', ports: [], icmpType });
    const requestOf = (traffic: Traffic): readonly string[] => trafficsOf(askedBy(trafficSetOf(traffic))).map(formatTraffic);
    assert.deepEqual([0, 14, 16, 18].map(icmp).flatMap(requestOf), [8, 13, 15, 17].map(icmp).map(formatTraffic));
    assert.deepEqual(requestOf({ protocol: 'icmpv6', ports: [], icmpType: 129 }), ['icmpv6 type 128']);
    for (const type of [3, 5, 8, 11, 13, 128, 129]) assert.deepEqual(requestOf(icmp(type)), [], `type ${type}`);
    assert.deepEqual(requestOf({ protocol: 47, ports: [] }), ['protocol 47']);
  });

  it('call an ICMP message one-way if no host replies to it', () => {
    const isOneWay = (traffic: Traffic): boolean => subtract(trafficSetOf(traffic), ONE_WAY).length === 0;
    const types = Array.from({ length: 256 }, (_, icmpType) => icmpType);
    const replied = (protocol: 'icmp' | 'icmpv6'): readonly number[] =>
      types.filter((icmpType) => !isOneWay({ protocol, ports: [], icmpType }));
    assert.deepEqual(replied('icmp'), [8, 13, 15, 17]);
    assert.deepEqual(replied('icmpv6'), [128]);
    assert.equal(isOneWay({ protocol: 'udp', ports: [] }), false);
  });
});
