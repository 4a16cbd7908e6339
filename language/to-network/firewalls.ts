// The policy of an AWS Network Firewall: rules in order of evaluation, and default actions.
import type * as ast from '#language/ast/generated/ast.ts';
import type { FirewallPeer, FirewallPolicy, FirewallRule } from '#language/network/firewall.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import { EVERYWHERE } from '#language/network/outside.ts';
import { hasPorts } from '#language/network/traffic.ts';
import { readPeer } from './filters.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { unknownFrom } from './unknown.ts';
import { readPorts, readTraffic } from './values.ts';

/**
 * The policy of a firewall. Unless stated, packets go to the stateful rules, which are in action order and pass what none of them matches.
 * Source: AWS Network Firewall API, StatefulEngineOptions; AWS Network Firewall Developer Guide, "Creating a firewall policy".
 */
export function firewallPolicy(reading: Reading, { properties, rules }: ast.VpcEndpoint, id: EntityId): FirewallPolicy {
  const of = <T extends ast.FirewallProperty['$type']>(type: T) =>
    properties.find((one): one is Extract<typeof one, { $type: T }> => one.$type === type);
  const order = of('RuleOrderProperty')?.order ?? 'action';
  const read = rules.map((node, index) => ({
    node,
    rules: rulesOf(reading, node, partId(id, node.engine ?? 'rule', index + 1)),
  }));
  const stateful = read.filter(({ node }) => node.engine === 'stateful').flatMap((one) => one.rules);
  const stateless = read.filter(({ node }) => node.engine === 'stateless').flatMap((one) => one.rules);
  const statefulDefault = of('StatefulDefaultProperty');
  if (statefulDefault !== undefined && order === 'action' && statefulDefault.action !== 'pass') {
    const message =
      'Only strict order has another default action than pass. Add "rule-order strict", or a rule that drops the rest.';
    reading.report('firewall-default-action', 'error', id, message, { of: 'stateful-default' });
  }
  return {
    stateless: stateless.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)),
    statelessDefault: of('StatelessDefaultProperty')?.action ?? 'forward',
    order,
    stateful: order === 'strict' ? stateful : stateful.toSorted((a, b) => RANKS[a.action] - RANKS[b.action]),
    statefulDefault: order === 'strict' ? (statefulDefault?.action ?? 'pass') : 'pass',
  };
}

/** Action order. A rule that is unknown may be a pass rule, which comes after the known ones at most, or any other. */
const RANKS = { pass: 0, forward: 0, unknown: 1, drop: 2, reject: 3, alert: 4 } as const;

/** The rule of a line; two if it matches both directions. */
function rulesOf(reading: Reading, node: ast.FirewallRule, id: EntityId): readonly FirewallRule[] {
  reading.declare(node, id);
  if (node.unknown !== undefined) return [{ ...ANYTHING, id, action: 'unknown', unknown: unknownFrom(node.unknown) }];
  for (const [index, peer] of [...node.sources, ...node.destinations].entries()) reading.place(id, { of: 'peer', index }, peer);
  if (node.traffic !== undefined) reading.place(id, { of: 'ports' }, node.traffic);
  const traffic = readTraffic(reading, id, node.traffic);
  const sourcePorts = node.sourcePorts.flatMap((spec) => readPorts(reading, id, String(spec)));
  const rule: FirewallRule = {
    id,
    ...(node.number !== undefined && { number: node.number }),
    action: node.action ?? 'pass',
    traffic,
    sourcePorts: hasPorts(traffic.protocol) ? sourcePorts : [],
    sources: peerOf(reading, node.sources, id, 0),
    destinations: peerOf(reading, node.destinations, id, node.sources.length),
    ...labelOf(node),
  };
  return node.anyDirection ? [rule, turned(rule)] : [rule];
}

const ANYTHING = {
  traffic: { protocol: 'all', ports: [] },
  sourcePorts: [],
  sources: { prefixes: EVERYWHERE },
  destinations: { prefixes: EVERYWHERE },
} as const satisfies Partial<FirewallRule>;

/** The same rule for packets in the other direction. */
function turned(rule: FirewallRule): FirewallRule {
  const { traffic, sourcePorts, sources, destinations } = rule;
  return {
    ...rule,
    traffic: { ...traffic, ports: sourcePorts },
    sourcePorts: traffic.ports,
    sources: destinations,
    destinations: sources,
  };
}

/** Rules compare addresses: AWS's variables and resource groups are lists of them. */
function peerOf(reading: Reading, peers: readonly ast.Peer[], rule: EntityId, before: number): FirewallPeer {
  const read = peers.flatMap((peer, index) =>
    readPeer(reading, peer, rule, before + index).flatMap((one) => {
      if (one.kind === 'prefixes') return one;
      const message = `A firewall rule matches addresses only. Write a subnet or a CIDR block instead of ${one.text}.`;
      reading.report('firewall-sg-reference', 'error', rule, message, { of: 'peer', index: before + index });
      return [];
    }),
  );
  const unknown = read.find((peer) => peer.unknown !== undefined)?.unknown;
  return { prefixes: read.flatMap(({ prefixes }) => prefixes), ...(unknown && { unknown }) };
}
