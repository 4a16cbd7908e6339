// A firewall that drops a packet → the rule that lets it pass.
import type { FirewallPolicy } from '#language/network/firewall.ts';
import { hasPorts, type Packet, type Traffic } from '#language/network/traffic.ts';
import type { FirewallDecision } from '#language/trace/decision/filter-decision.ts';
import type { AddFirewallRule } from '#language/what-if/change/change.ts';
import { isDeclared, namesFor } from '#language/what-if/change/naming.ts';
import { type Blocked, firstOf, type Remedy, trafficOf } from './blocked.ts';

/** The most pairs of names that are tried. */
const MOST_NAMES = 6;

/** A stateful rule that passes the connection, or a stateless one that forwards the packet to the stateful rules, before the rule that drops. */
export const passFirewall: Remedy = (blocked) => {
  const { network, hop, written } = blocked;
  const { decision } = hop;
  if (decision.kind !== 'firewall' || decision.firewall.policy === undefined || !isDeclared(decision.firewall.id)) return [];
  const { firewall } = decision;
  const rule =
    decision.engine === 'stateless' ? statelessRule(blocked, decision, firewall.policy) : statefulRule(blocked, decision);
  if (rule === undefined) return [];
  const namer = { network, filter: firewall, written: written.blocks };
  const pairs = namesFor(namer, rule.source).flatMap((from) => namesFor(namer, rule.destination).map((to) => ({ from, to })));
  const { place, traffic, sourcePorts } = rule;
  return firstOf(
    pairs
      .slice(0, MOST_NAMES)
      .map((names) => [{ kind: 'add-firewall-rule', firewall: firewall.id, place, traffic, sourcePorts, ...names }]),
  );
};

type Wanted = Pick<AddFirewallRule, 'place' | 'traffic' | 'sourcePorts'> & Pick<Packet, 'source' | 'destination'>;

/** Stateless rules see replies as packets of their own: from the port of the service, to a port of the client. */
function statelessRule(blocked: Blocked, decision: FirewallDecision, policy: FirewallPolicy | undefined): Wanted | undefined {
  const number = policy && numberBefore(policy, decision);
  const { source, destination } = decision;
  if (number === undefined) return undefined;
  if (blocked.direction === 'forward')
    return { place: { number }, traffic: trafficOf(blocked), sourcePorts: [], source, destination };
  const { protocol, sourcePort, icmpType } = blocked.hop.packet;
  const type = icmpType === undefined ? {} : { icmpType };
  const ports = sourcePort === undefined ? [] : [sourcePort.range];
  return { place: { number }, traffic: { protocol, ports: [], ...type }, sourcePorts: ports, source, destination };
}

/** Stateful rules are about the connection, whichever of its packets is dropped. */
function statefulRule(blocked: Blocked, { rule, source, destination }: FirewallDecision): Wanted {
  const place = { before: rule?.id };
  if (blocked.direction === 'forward') return { place, traffic: trafficOf(blocked), sourcePorts: [], source, destination };
  return { place, traffic: requestOf(blocked.hop.packet), sourcePorts: [], source: destination, destination: source };
}

function requestOf({ protocol, sourcePort }: Packet): Traffic {
  return { protocol, ports: hasPorts(protocol) && sourcePort !== undefined ? [sourcePort.range] : [] };
}

const STEP = 10;
/** Source: AWS Network Firewall API, StatelessRule (Priority). */
const LAST_NUMBER = 65_535;

/** A free number before the rule that drops; after all others if the default action does. */
function numberBefore({ stateless }: FirewallPolicy, { rule }: FirewallDecision): number | undefined {
  const used = new Set(stateless.map(({ number }) => number));
  if (rule?.number === undefined) {
    const next = Math.floor(Math.max(0, ...[...used].map((one) => one ?? 0)) / STEP) * STEP + STEP;
    return next <= LAST_NUMBER ? next : undefined;
  }
  for (let number = rule.number - 1; number >= 1; number -= 1) if (!used.has(number)) return number;
  return undefined;
}
