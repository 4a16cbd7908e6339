// Decisions of filters → words.
import { formatAddress } from '#language/network/address.ts';
import type { AclEntry, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { shortName } from '#language/network/id.ts';
import { formatPorts, formatTraffic, type Port } from '#language/network/traffic.ts';
import type { FilterDecision, NetworkAclDecision, SecurityGroupDecision } from '#language/trace/decision/filter-decision.ts';
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
    case 'source-dest-check': {
      const { resource, checked, address } = decision;
      const fact = `${formatAddress(address)} is not an address of ${shortName(resource)}, and its source/destination check is on`;
      return {
        by: 'source/destination check',
        reason: checked === 'source' ? `${fact}.` : `${fact}: turn it off with "source-dest-check off".`,
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
  if (rule !== undefined) {
    return {
      by: `security-group ${group?.name ?? names} ${direction}${rule.isDefault ? ' (default: all)' : ` ${ruleText(rule)}`}`,
      reason: `The rule allows ${formatTraffic(rule.traffic)} ${preposition(direction)} ${rule.peer.text}.`,
    };
  }
  return { by: `security-group ${names} ${direction}`, reason: refusalText(decision) };
}

function refusalText({ direction, result, protocol, port, peer }: SecurityGroupDecision): string {
  const wanted = `${protocol}${port === undefined ? '' : ` ${port.number}`} ${preposition(direction)} ${formatAddress(peer)}`;
  if (result === 'no-rules') return `It has no ${direction} rule, so ${wanted} is denied.`;
  return result === 'reference-not-preserved'
    ? `A rule references the right security group, but references do not work on this path (${wanted}): use addresses.`
    : `None of its ${direction} rules allows ${wanted}.`;
}

/** A rule as the language writes it, without its direction. */
function ruleText(rule: SecurityGroupRule): string {
  return `${formatTraffic(rule.traffic)} ${preposition(rule.direction)} ${rule.peer.text}`;
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
  if (result === 'deny') return { by: `${by} ${entry === undefined ? '*' : entry.number}`, reason: denialText(decision) };
  return entry === undefined
    ? { by, reason: 'The network ACL allows it.' }
    : { by: `${by} ${numberText(entry)}`, reason: `Rule ${entry.number} allows ${formatTraffic(entry.traffic)}.` };
}

function numberText({ number, isDefault }: AclEntry): string {
  return isDefault ? `${number} (default: all)` : `${number}`;
}

function denialText({ entry, direction, protocol, port, peer, deniedPorts, intermittent }: NetworkAclDecision): string {
  const who = entry === undefined ? 'No rule matches, so rule * denies' : `Rule ${entry.number} denies`;
  const other = `${direction === 'inbound' ? 'from' : 'to'} ${formatAddress(peer)}`;
  return intermittent
    ? `${who} some of the ports that may be in use (${protocol} ${formatPorts(deniedPorts)} ${other}): some connections work, others do not.`
    : `${who} ${protocol}${portText(port)} ${other}.`;
}

function portText(port: Port | undefined): string {
  if (port === undefined) return '';
  const { number, range } = port;
  return range.from === range.to ? ` ${number}` : ` ${range.from}-${range.to}`;
}
