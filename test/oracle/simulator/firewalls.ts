// AWS Network Firewall (12B): a packet meets stateless rules, then the stateful rules of its connection.
import { type Address, contains } from '#language/network/address.ts';
import type { FirewallPeer, FirewallPolicy, FirewallRule } from '#language/network/firewall.ts';
import type { Interface } from '#language/network/interface.ts';
import { speaksOf } from './filters.ts';
import { answers, type Header } from './header.ts';
import type { World } from './world.ts';

/** What a firewall does with a packet. */
type Ruling = 'pass' | 'drop' | 'unknown';

/** Lets the packet through, or not. */
export function firewallRules(world: World, policy: FirewallPolicy, iface: Interface, header: Header): Ruling {
  const first = matching(inNumbers(policy.stateless), header);
  const action = first?.action ?? policy.statelessDefault;
  if (action === 'drop') return 'drop';
  if (world.direction === 'forward') {
    if (action === 'pass') {
      world.firewalled.push({ iface, header, by: 'stateless' });
      return 'pass';
    }
    const { ruling, isByRule } = ofConnection(policy, header);
    world.firewalled.push({ iface, header, by: isByRule ? 'rule' : 'default' });
    return ruling;
  }
  const request = world.firewalled.find((one) => one.iface === iface && answers(header, one.header));
  if (request === undefined) return 'pass';
  // One direction is forwarded to the stateful rules, the other is not.
  if ((request.by === 'stateless') !== (action === 'pass')) return 'unknown';
  return action === 'pass' || request.by === 'rule' ? 'pass' : ofConnection(policy, header).ruling;
}

function inNumbers(rules: readonly FirewallRule[]): readonly FirewallRule[] {
  return [...rules].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
}

/** Action order: every pass rule before every drop rule before every reject rule. Strict order: the text's. */
function ofConnection(policy: FirewallPolicy, header: Header): { readonly ruling: Ruling; readonly isByRule: boolean } {
  const rules = policy.stateful.filter(({ action }) => action !== 'alert');
  const ordered =
    policy.order === 'strict' ? rules : ['pass', 'drop', 'reject'].flatMap((one) => rules.filter((rule) => rule.action === one));
  const found = matching(ordered, header);
  if (found !== undefined) return { ruling: found.action === 'pass' ? 'pass' : 'drop', isByRule: true };
  return { ruling: policy.order === 'strict' && policy.statefulDefault !== 'pass' ? 'drop' : 'pass', isByRule: false };
}

function matching(rules: readonly FirewallRule[], header: Header): FirewallRule | undefined {
  return rules.find(
    ({ traffic, sourcePorts, sources, destinations }) =>
      speaksOf(traffic, header) &&
      (sourcePorts.length === 0 ||
        sourcePorts.some(({ from, to }) => from <= (header.sourcePort ?? -1) && (header.sourcePort ?? -1) <= to)) &&
      isIn(sources, header.source) &&
      isIn(destinations, header.destination),
  );
}

function isIn({ prefixes }: FirewallPeer, address: Address): boolean {
  return prefixes.some((prefix) => contains(prefix, address));
}
