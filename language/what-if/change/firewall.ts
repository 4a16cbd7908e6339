// A rule that is added to a firewall: the changed network, and its line.
import type { ExplicitParts } from '#language/network/build/explicit.ts';
import type { FirewallPolicy, FirewallRule } from '#language/network/firewall.ts';
import { partId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { formatPorts, formatTraffic } from '#language/network/traffic.ts';
import type { AddFirewallRule } from './change.ts';
import { blocksOf, endText } from './naming.ts';
import { withChanged } from './with-changed.ts';

/** The network with the rule. */
export function withFirewallRule(network: Network, parts: ExplicitParts, change: AddFirewallRule): ExplicitParts {
  const { firewall: id, place, traffic, sourcePorts, from, to } = change;
  return {
    ...parts,
    endpoints: withChanged(parts.endpoints, id, (endpoint) => {
      const { policy } = endpoint;
      if (policy === undefined) return endpoint;
      const rule: FirewallRule = {
        id: partId(id, 'added', policy.stateless.length + policy.stateful.length + 1),
        ...('number' in place && { number: place.number }),
        action: 'number' in place ? 'forward' : 'pass',
        traffic,
        sourcePorts,
        sources: { prefixes: blocksOf(network, from) },
        destinations: { prefixes: blocksOf(network, to) },
      };
      return { ...endpoint, policy: withRule(policy, rule, place) };
    }),
  };
}

function withRule(policy: FirewallPolicy, rule: FirewallRule, place: AddFirewallRule['place']): FirewallPolicy {
  if ('number' in place) {
    return { ...policy, stateless: [...policy.stateless, rule].toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)) };
  }
  // Pass rules are the first ones in action order, wherever they are written.
  if (policy.order === 'action') return { ...policy, stateful: [rule, ...policy.stateful] };
  const found = policy.stateful.findIndex(({ id }) => id === place.before);
  const index = found < 0 ? policy.stateful.length : found;
  return { ...policy, stateful: policy.stateful.toSpliced(index, 0, rule) };
}

/** The rule as the language writes it. */
export function firewallLine({ firewall, place, traffic, sourcePorts, from, to }: AddFirewallRule): string {
  const head = 'number' in place ? `stateless ${place.number} forward` : 'stateful pass';
  const port = sourcePorts.length === 0 ? '' : ` port ${formatPorts(sourcePorts)}`;
  return `${head} ${formatTraffic(traffic)} from ${anywhere(endText(firewall, from))}${port} to ${anywhere(endText(firewall, to))}`;
}

/** In rules, `internet` means every address. A reader expects that of `any`. */
function anywhere(text: string): string {
  return text === 'internet' ? 'any' : text;
}
