// Decisions of an AWS Network Firewall → words.
import { formatAddress } from '#language/network/address.ts';
import type { FirewallRule } from '#language/network/firewall.ts';
import { labelBehind } from '#language/network/named.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { unknownSentence } from '#language/network/unknown.ts';
import type { FirewallDecision } from '#language/trace/decision/filter-decision.ts';
import type { Text } from './text.ts';

/** The words for the decision of a firewall. */
export function firewallWords(decision: FirewallDecision): Text {
  const { firewall, rule, engine } = decision;
  const which =
    rule === undefined ? (decision.result === 'known-flow' ? '' : `, ${engine} default`) : ` ${ruleText(rule, engine)}`;
  return { by: `firewall ${firewall.name}${which}`, reason: reasonText(decision) };
}

function reasonText(decision: FirewallDecision): string {
  const { result, rule, engine, why } = decision;
  const who = rule === undefined ? `No ${engine} rule matches, and the default action` : `The ${engine} rule`;
  switch (result) {
    case 'pass':
      return `${who} passes ${packetText(decision)}.`;
    case 'known-flow':
      return 'A rule has decided about the connection, so none is evaluated for its replies.';
    case 'drop':
      return `${who} drops ${packetText(decision)}.`;
    case 'some-ports':
      return `${who} drops ${packetText(decision)} for some of the client ports that may be in use: some connections work, others do not.`;
    case 'unknown': {
      const unknown = why === undefined ? {} : { reason: why };
      return unknownSentence({ statement: `Whether ${decision.firewall.name} passes the packet is unknown`, unknown });
    }
  }
}

function ruleText(rule: FirewallRule, engine: FirewallDecision['engine']): string {
  const number = rule.number === undefined ? '' : ` ${rule.number}`;
  const traffic = rule.action === 'unknown' ? '' : ` ${formatTraffic(rule.traffic)}`;
  return `${engine}${number} ${rule.action}${traffic}${labelBehind(rule)}`;
}

function packetText({ protocol, port, icmpType, source, destination }: FirewallDecision): string {
  const ports = port === undefined ? [] : [{ from: port.number, to: port.number }];
  const traffic = formatTraffic({ protocol, ports, ...(icmpType !== undefined && { icmpType }) });
  return `${traffic} from ${formatAddress(source)} to ${formatAddress(destination)}`;
}
