// Decisions of filters → words.
import { formatAddress } from '#language/network/address.ts';
import type { AclEntry, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { shortName } from '#language/network/id.ts';
import { labelBehind } from '#language/network/named.ts';
import { formatPorts, formatProtocol, formatTraffic, type PortRange } from '#language/network/traffic.ts';
import { unknownSentence } from '#language/network/unknown.ts';
import type { Compared } from '#language/trace/decision/base.ts';
import type { FilterDecision, NetworkAclDecision, SecurityGroupDecision } from '#language/trace/decision/filter-decision.ts';
import { firewallWords } from './firewall-words.ts';
import type { Text } from './text.ts';

/** The words for the decision of a filter. */
export function filterWords(decision: FilterDecision): Text {
  switch (decision.kind) {
    case 'security-group':
      return securityGroupWords(decision);
    case 'network-acl':
      return networkAclWords(decision);
    case 'network-acl-skipped':
      return {
        by: `network-acl ${decision.acl.name}`,
        reason: `Both ends are in ${decision.subnet.name}, so its network ACL is not evaluated.`,
      };
    case 'firewall':
      return firewallWords(decision);
    case 'source-dest-check': {
      const { resource, address } = decision;
      const fact = `${formatAddress(address)} is not an address of ${shortName(resource)}, and its source/destination check is on`;
      return {
        by: 'source/destination check',
        reason: `${fact}: turn it off with "source-dest-check off".`,
      };
    }
    case 'block-public-access':
      return {
        by: `block public access (${decision.mode})`,
        reason: `${decision.vpc.name} blocks public access (${decision.mode}), and the subnet is not excluded.`,
      };
  }
}

function securityGroupWords(decision: SecurityGroupDecision): Text {
  const { groups, direction, result, rule, group } = decision;
  const names = namesOf(groups);
  if (result === 'tracked') {
    return {
      by: `security-group ${names} (tracked connection)`,
      reason: 'The packet belongs to a tracked connection, so no rule is evaluated.',
    };
  }
  if (rule !== undefined && group !== undefined && result === 'unknown') {
    return { by: `security-group ${group.name} ${direction} ${ruleText(rule)}`, reason: uncertaintyText(decision, rule, group) };
  }
  if (rule !== undefined) {
    return {
      by: `security-group ${group?.name ?? names} ${direction}${rule.isDefault ? ' (default: all)' : ` ${ruleText(rule)}`}`,
      reason: `The rule allows ${formatTraffic(rule.traffic)} ${preposition(direction)} ${rule.peer.text}.`,
    };
  }
  return { by: `security-group ${names} ${direction}`, reason: refusalText(decision) };
}

/** What is not known about a rule that may allow the packet. */
function uncertaintyText({ direction, peer, why }: SecurityGroupDecision, rule: SecurityGroupRule, group: SecurityGroup): string {
  const unknown = why === undefined ? {} : { reason: why };
  if (group.external === 'named')
    return unknownSentence({ statement: `The rules of security group ${group.name} are unknown`, unknown });
  if (group.external === 'unnamed')
    return unknownSentence({ statement: `A security group of ${shortName(group.id)} is unknown`, unknown });
  const allows = `Security group ${group.name} allows ${formatTraffic(rule.traffic)} ${preposition(direction)} ${rule.peer.text}`;
  const doubt =
    rule.peer.kind === 'group'
      ? `, and whether ${formatAddress(peer)} carries it is unknown`
      : rule.peer.unknown !== undefined && rule.peer.resource !== undefined
        ? `, whose addresses are not all known`
        : '';
  return unknownSentence({ statement: `${allows}${doubt}`, unknown });
}

function refusalText(decision: SecurityGroupDecision): string {
  const { direction, result, protocol, port, icmpType, peer, translator, original } = decision;
  const ports = port === undefined ? [] : [{ from: port.number, to: port.number }];
  const wanted = `${comparedText({ protocol, icmpType }, ports)} ${preposition(direction)} ${formatAddress(peer)}`;
  if (result === 'no-rules') return `It has no ${direction} rule, so ${wanted} is denied.`;
  if (result === 'some-ports') {
    const all = comparedText({ protocol, icmpType }, port === undefined ? [] : [port.range]);
    return `Its ${direction} rules allow only some of the ports that may be in use (${all} ${preposition(direction)} ${formatAddress(peer)}): some connections work, others do not.`;
  }
  if (result === 'reference-not-preserved')
    return `A rule references the right security group, but references do not work on this path (${wanted}): use addresses.`;
  if (translator === undefined || original === undefined) return `None of its ${direction} rules allows ${wanted}.`;
  return `${shortName(translator)} translates ${formatAddress(original)}, which a rule allows, to ${formatAddress(peer)}, which none allows.`;
}

/** A rule as the language writes it, without its direction. */
function ruleText(rule: SecurityGroupRule): string {
  return `${formatTraffic(rule.traffic)} ${preposition(rule.direction)} ${rule.peer.text}${labelBehind(rule)}`;
}

function preposition(direction: SecurityGroupRule['direction']): string {
  return direction === 'ingress' ? 'from' : 'to';
}

function namesOf(groups: readonly SecurityGroup[]): string {
  return groups.map(({ name }) => name).join(', ') || '(none)';
}

function networkAclWords(decision: NetworkAclDecision): Text {
  const { acl, direction, result, entry } = decision;
  const by = `network-acl ${acl.name} ${direction}`;
  if (result === 'unknown' && entry !== undefined) {
    const verb = entry.action === 'allow' ? 'allows' : 'denies';
    const statement = `Rule ${entry.number} of network ACL ${acl.name} ${verb} ${formatTraffic(entry.traffic)}, and whether it matches this packet is unknown`;
    const unknown = decision.why === undefined ? {} : { reason: decision.why };
    return { by: `${by} ${numberText(entry)}`, reason: unknownSentence({ statement, unknown }) };
  }
  if (result === 'deny') return { by: `${by} ${entry === undefined ? '*' : numberText(entry)}`, reason: denialText(decision) };
  return entry === undefined
    ? { by, reason: 'The network ACL allows it.' }
    : { by: `${by} ${numberText(entry)}`, reason: `Rule ${entry.number} allows ${formatTraffic(entry.traffic)}.` };
}

function numberText(entry: AclEntry): string {
  return entry.isDefault ? `${entry.number} (default: all)` : `${entry.number}${labelBehind(entry)}`;
}

function denialText(decision: NetworkAclDecision): string {
  const { entry, direction, protocol, port, peer, deniedPorts, intermittent } = decision;
  const who = entry === undefined ? 'No rule matches, so rule * denies' : `Rule ${entry.number} denies`;
  const other = `${direction === 'inbound' ? 'from' : 'to'} ${formatAddress(peer)}`;
  return intermittent
    ? `${who} some of the ports that may be in use (${formatProtocol(protocol)} ${formatPorts(deniedPorts)} ${other}): some connections work, others do not.`
    : `${who} ${comparedText(decision, port === undefined ? [] : [port.range])} ${other}.`;
}

/** What a filter compared, as rules write it: `tcp 443`, `icmp type 0`. */
function comparedText({ protocol, icmpType }: Pick<Compared, 'protocol' | 'icmpType'>, ports: readonly PortRange[]): string {
  return formatTraffic({ protocol, ports, ...(icmpType !== undefined && { icmpType }) });
}
