// AWS Network Firewall: stateless rules for each packet, then stateful rules for each connection.
// Source: AWS Network Firewall Developer Guide, "How AWS Network Firewall filters network traffic", "Managing evaluation order for
// Suricata compatible rules" and "Avoiding asymmetric routing".
import type { FirewallPolicy, FirewallRule, StatefulAction, StatelessAction } from '#language/network/firewall.ts';
import type { Interface } from '#language/network/interface.ts';
import { ALL_PORTS, type Packet, type Port, type PortRange } from '#language/network/traffic.ts';
import type { Answer, Unknown } from '#language/network/unknown.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { matchesProtocol, portsOf, split } from '#language/packets/match.ts';
import { type Outcome, outcomeForPorts, type PortsLeft } from '#language/packets/passing.ts';
import { type TrafficSet, trafficSetOf } from '#language/packets/traffic-set.ts';
import type { Flow } from '#language/trace/connections.ts';
import type { FirewallDecision } from '#language/trace/decision/filter-decision.ts';
import type { Journal } from '#language/trace/journal.ts';

/** What a firewall does with a packet that has one of these client ports, and why. */
interface Part {
  readonly ports: readonly PortRange[];
  readonly engine: FirewallDecision['engine'];
  readonly action: StatelessAction | StatefulAction | 'unknown';
  /** Absent where a default action decides, or the connection has passed before. */
  readonly rule?: FirewallRule;
  /** Of `unknown`: why. */
  readonly unknown?: Unknown;
  readonly isKnownFlow?: boolean;
}

/** Whether the packet goes on: a firewall endpoint drops replies whose request it has not seen. */
export function filterByFirewall(
  journal: Journal,
  firewall: VpcEndpoint,
  policy: FirewallPolicy,
  at: Interface,
  packet: Packet,
): boolean {
  journal.crossed = 'middlebox';
  // The client's port is open on both ways; the rules compare all other fields as they are.
  const port = journal.direction === 'forward' ? packet.sourcePort : packet.destinationPort;
  const ports = port === undefined ? [ALL_PORTS] : journal.portsLeft(port).possible;
  if (journal.direction === 'forward') {
    const { parts, flow } = partsOfRequest(journal, policy, packet, ports);
    journal.table.inspected(firewall.id, at, packet, flow);
    decide(journal, firewall, packet, port, parts);
    return true;
  }
  const flow = journal.table.inspectedAnswer(at, packet);
  if (flow === undefined) {
    journal.block('drop', firewall, packet, 'NO_STATE', () => ({
      kind: 'inspection',
      appliance: firewall,
      result: 'no-state',
      decidedBy: firewall.id,
    }));
    return false;
  }
  decide(journal, firewall, packet, port, partsOfReply(journal, policy, packet, ports, flow));
  return true;
}

function partsOfRequest(
  journal: Journal,
  policy: FirewallPolicy,
  packet: Packet,
  ports: readonly PortRange[],
): { readonly parts: readonly Part[]; readonly flow: Flow } {
  const first = stateless(journal, policy, packet, ports);
  const later = first.filter(isForwarded).flatMap((part) => stateful(journal, policy, packet, part.ports));
  const known = first.filter((part) => !isForwarded(part));
  return {
    parts: [...known, ...later],
    flow: {
      stateless: portsWith(known, ({ action }) => action === 'pass'),
      // Whatever else became of the request, its reply meets no further rule.
      passed: portsWith([...known, ...later], (part) => part.action !== 'pass' || part.rule !== undefined),
    },
  };
}

function partsOfReply(
  journal: Journal,
  policy: FirewallPolicy,
  packet: Packet,
  ports: readonly PortRange[],
  flow: Flow,
): readonly Part[] {
  return stateless(journal, policy, packet, ports).flatMap((part): readonly Part[] => {
    const { inside: wereStateless, outside: wereStateful } = split(part.ports, flow.stateless);
    if (part.action === 'pass') return [{ ...part, ports: wereStateless }, oneWay(wereStateful)];
    if (!isForwarded(part)) return [part];
    const { inside: passed, outside: open } = split(wereStateful, flow.passed);
    return [
      oneWay(wereStateless),
      { ports: passed, engine: 'stateful', action: 'pass', isKnownFlow: true },
      ...(open.length === 0 ? [] : stateful(journal, policy, packet, open)),
    ];
  });
}

/** AWS does not say what the stateful rules make of a connection of which they see one direction only. */
function oneWay(ports: readonly PortRange[]): Part {
  const reason = 'its stateless rules forward only one direction of the connection to the stateful rules';
  return { ports, engine: 'stateful', action: 'unknown', unknown: { reason } };
}

function isForwarded({ action }: Part): boolean {
  return action === 'forward';
}

function portsWith(parts: readonly Part[], isWanted: (part: Part) => boolean): readonly PortRange[] {
  return parts.filter(isWanted).flatMap(({ ports }) => ports);
}

function stateless(
  journal: Journal,
  { stateless: rules, statelessDefault }: FirewallPolicy,
  packet: Packet,
  ports: readonly PortRange[],
): readonly Part[] {
  return evaluate(journal, rules, packet, ports, { engine: 'stateless', action: statelessDefault });
}

function stateful(journal: Journal, policy: FirewallPolicy, packet: Packet, ports: readonly PortRange[]): readonly Part[] {
  const action = policy.statefulDefault === 'pass' ? 'pass' : 'drop';
  return evaluate(journal, policy.stateful, packet, ports, { engine: 'stateful', action });
}

/** Ports that no rule has decided about so far, and the rules that may. */
interface Undecided {
  readonly ports: readonly PortRange[];
  readonly doubts: readonly { readonly rule: FirewallRule; readonly unknown: Unknown }[];
}

/** The first rule that matches decides, port by port; an alert decides nothing. After a rule that may match, that one or a later one does. */
function evaluate(
  journal: Journal,
  rules: readonly FirewallRule[],
  packet: Packet,
  ports: readonly PortRange[],
  standard: Pick<Part, 'engine' | 'action'>,
): readonly Part[] {
  const parts: Part[] = [];
  let left: readonly Undecided[] = [{ ports, doubts: [] }];
  for (const rule of rules) {
    const answer = rule.action !== 'alert' && left.length > 0 && matchOf(journal, rule, packet);
    if (answer === false) continue;
    const doubt = rule.action === 'unknown' ? (rule.unknown ?? {}) : answer === true ? undefined : answer;
    left = left.flatMap((one) => {
      const { inside, outside } = split(one.ports, clientPorts(journal, rule));
      const others = outside.length === 0 ? [] : [{ ...one, ports: outside }];
      if (inside.length === 0) return others;
      if (doubt !== undefined) return [...others, { ports: inside, doubts: [...one.doubts, { rule, unknown: doubt }] }];
      parts.push(settled({ ...one, ports: inside }, { engine: standard.engine, action: rule.action, rule }));
      return others;
    });
  }
  return [...parts, ...left.map((one) => settled(one, standard))];
}

function settled({ ports, doubts }: Undecided, decided: Omit<Part, 'ports'>): Part {
  const differing = doubts.find(({ rule }) => rule.action !== decided.action);
  return differing === undefined
    ? { ports, ...decided }
    : { ports, engine: decided.engine, action: 'unknown', rule: differing.rule, unknown: differing.unknown };
}

/** Whether the rule matches the packet, whatever the client's port is. */
function matchOf(journal: Journal, { traffic, sourcePorts, sources, destinations }: FirewallRule, packet: Packet): Answer {
  const fixed = { ...packet, destinationPort: journal.direction === 'forward' ? packet.destinationPort : packet.sourcePort };
  const asked = journal.direction === 'forward' ? traffic : { ...traffic, ports: sourcePorts };
  journal.asksRequest(packet, trafficSetOf(asked));
  if (!matchesProtocol(traffic, packet)) return false;
  const { number } = fixed.destinationPort ?? {};
  if (number !== undefined && !portsOf(asked).some(({ from, to }) => from <= number && number <= to)) return false;
  const source = journal.mayBeIn(sources, packet.source);
  const destination = source !== false && journal.mayBeIn(destinations, packet.destination);
  return destination === true ? source : destination;
}

/** The client's ports that the rule matches. */
function clientPorts({ direction }: Journal, { traffic, sourcePorts }: FirewallRule): readonly PortRange[] {
  return portsOf(direction === 'forward' ? { ...traffic, ports: sourcePorts } : traffic);
}

function decide(journal: Journal, firewall: VpcEndpoint, packet: Packet, port: Port | undefined, all: readonly Part[]): void {
  const parts = all.filter(({ ports }) => ports.length > 0);
  const { outcome, left } = outcomeOf(journal, packet, port, parts);
  const of = (...actions: readonly Part['action'][]): Part | undefined => parts.find(({ action }) => actions.includes(action));
  const deny = (): FirewallDecision =>
    decisionOf(firewall, packet, of('drop', 'reject'), outcome === 'some-ports' ? 'some-ports' : 'drop');
  if (outcome === 'pass') journal.pass('filter', firewall, packet, () => decisionOf(firewall, packet, of('pass'), 'pass'));
  else if (outcome === 'unknown')
    journal.doubtful('filter', firewall, packet, () => decisionOf(firewall, packet, of('unknown'), 'unknown'));
  else if (outcome === 'deny') journal.block('filter', firewall, packet, 'FIREWALL_RULES_RESTRICTION', deny);
  else journal.blockSomePorts(firewall, packet, 'FIREWALL_RULES_RESTRICTION', deny);
  if (port !== undefined && left !== undefined && outcome !== 'deny') journal.keepPorts(port, left);
}

function outcomeOf(
  journal: Journal,
  packet: Packet,
  port: Port | undefined,
  parts: readonly Part[],
): { readonly outcome: Outcome; readonly left?: PortsLeft } {
  const certain = portsWith(parts, ({ action }) => action === 'pass');
  const possible = portsWith(parts, ({ action }) => action === 'pass' || action === 'unknown');
  if (port === undefined) return { outcome: certain.length > 0 ? 'pass' : possible.length > 0 ? 'unknown' : 'deny' };
  const setOf = (ports: readonly PortRange[]): TrafficSet =>
    ports.length === 0 ? [] : trafficSetOf({ protocol: packet.protocol, ports });
  const passing = { certain: setOf(certain), possible: setOf(possible) };
  return outcomeForPorts(passing, { ...packet, destinationPort: port }, journal.portsLeft(port));
}

function decisionOf(
  firewall: VpcEndpoint,
  { protocol, source, destination, destinationPort, icmpType }: Packet,
  part: Part | undefined,
  result: FirewallDecision['result'],
): FirewallDecision {
  const { rule, unknown, engine = 'stateful', isKnownFlow } = part ?? {};
  return {
    kind: 'firewall',
    firewall,
    engine,
    result: isKnownFlow && result === 'pass' ? 'known-flow' : result,
    ...(rule && { rule }),
    ...(unknown?.reason !== undefined && { why: unknown.reason }),
    protocol,
    source,
    destination,
    port: destinationPort,
    icmpType,
    decidedBy: rule?.id ?? firewall.id,
  };
}
