// The hover of a firewall and of its rules: what they do, in order of evaluation.
import { formatPrefix } from '#language/network/address.ts';
import { type FirewallPeer, type FirewallPolicy, type FirewallRule, policyRules } from '#language/network/firewall.ts';
import type { EntityId } from '#language/network/id.ts';
import { formatPorts, formatTraffic } from '#language/network/traffic.ts';
import { blocks, escaped, labelMarkdown, reasonMarkdown, table } from './markdown.ts';

/** The rules of a firewall, and what it does with the rest. */
export function policyTable(policy: FirewallPolicy): string {
  const { stateless, stateful, statelessDefault, statefulDefault, order } = policy;
  const rowOf = (engine: string, place: string, rule: FirewallRule): readonly string[] => [
    engine,
    place,
    rule.action,
    rule.action === 'unknown' ? '' : escaped(matchText(rule)),
  ];
  return blocks([
    table(
      ['rules', 'order', 'action', 'matches'],
      [
        ...stateless.map((rule) => rowOf('stateless', `${rule.number ?? ''}`, rule)),
        ['stateless', 'default', statelessDefault, 'everything else'],
        ...stateful.map((rule, index) => rowOf('stateful', `${index + 1}`, rule)),
        ['stateful', 'default', statefulDefault, 'everything else'],
      ],
    ),
    order === 'strict'
      ? 'Stateful rules are evaluated in the order of the text.'
      : 'Stateful rules are evaluated in the order of their actions: pass, drop, reject, alert.',
  ]);
}

/** The hover of one rule. */
export function firewallRule(policy: FirewallPolicy, id: EntityId): string | undefined {
  const rule = policyRules(policy).find((one) => one.id === id);
  if (rule === undefined) return undefined;
  if (rule.action === 'unknown') return `**What the rule matches and does is unknown**${reasonMarkdown(rule.unknown ?? {})}`;
  return blocks([
    `**${VERBS[rule.action]} ${escaped(matchText(rule))}**${labelMarkdown(rule)}`,
    policy.stateless.includes(rule)
      ? 'Stateless rules meet every packet: replies need a rule in the other direction.'
      : 'Stateful rules meet connections: replies of a connection that passes need no rule.',
  ]);
}

const VERBS = {
  pass: 'Passes',
  drop: 'Drops',
  forward: 'Forwards to the stateful rules:',
  reject: 'Drops, with a TCP reset:',
  alert: 'Writes a log entry for',
} as const;

function matchText({ traffic, sources, sourcePorts, destinations }: FirewallRule): string {
  const port = sourcePorts.length === 0 ? '' : ` port ${formatPorts(sourcePorts)}`;
  return `${formatTraffic(traffic)} from ${peerText(sources)}${port} to ${peerText(destinations)}`;
}

function peerText({ prefixes, unknown }: FirewallPeer): string {
  if (prefixes.some(({ length }) => length === 0)) return 'anywhere';
  return [...prefixes.map(formatPrefix), ...(unknown ? ['unknown'] : [])].join(', ');
}
