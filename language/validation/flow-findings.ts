// Flows and their traces → findings for the steps that do not behave as written, each under the code of its first blocker.

import type { RelatedFinding } from '#language/network/finding.ts';
import { kindIs, resourceIs } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { lineOf } from '#language/network/route-table.ts';
import { factsOf } from '#language/trace/decision/facts.ts';
import { isAsExpected, type StepTrace } from '#language/trace/flow.ts';
import { verdictText } from '#language/trace/headline.ts';
import type { Blocker, DropCode, Trace } from '#language/trace/result.ts';
import { adviceOn } from './advice.ts';
import type { Claims } from './claims.ts';
import { basisOf } from './faults.ts';
import type { Remark } from './rule.ts';
import { capitalized } from './wording.ts';

/** The codes for flows that are dropped but should arrive. */
export type FlowCode =
  | 'flow-blocked'
  | 'flow-intermittent'
  | 'sg-blocks-flow'
  | 'nacl-blocks-flow'
  | 'nacl-blocks-return'
  | 'nacl-return-partial'
  | 'private-subnet-no-egress'
  | 'igw-route-no-public-ip'
  | 'lambda-public-subnet'
  | 'lambda-no-vpc-private-target'
  | 'asymmetric-path'
  | 'lb-listener-missing'
  | 'lb-internal-from-internet'
  | 'nat-inbound-expected'
  | 'nat-idle-timeout'
  | 'nat-unsupported-protocol'
  | 'nlb-hairpin'
  | 'bpa-blocks'
  | 'nat-over-vgw'
  | 'nat-regional-az-uncovered'
  | 'peering-edge'
  | 'endpoint-gateway-remote'
  | 'tgw-az-missing'
  | 'tgw-no-route'
  | 'sg-reference-cross-region'
  | 'sg-reference-outbound-tgw'
  | 'sg-reference-tgw-disabled'
  | 'sg-reference-through-appliance';

/**
 * A remark for each step that should arrive, does not always, and has this code. `advice` says what to do where neither the reason of the drop nor
 * the network does.
 */
export function failingSteps(
  network: Network,
  { flows }: Claims,
  code: FlowCode,
  ...advice: readonly string[]
): readonly Remark[] {
  const steps = [...flows.values()].flat().filter(isFailing);
  return steps
    .filter((traced) => codeOf(network, traced) === code)
    .map(({ step, trace }) => ({
      subject: step.id,
      aspect: { of: 'whole' },
      message: [capitalized(verdictText(trace)), ...(adviceFor(network, trace) ?? advice)].join(' '),
      related: [...causes(network, trace), ...obstacles(trace)],
      basis: basisOf(network, trace),
      severity: 'error',
    }));
}

function isFailing({ step: { expected }, trace: { verdict } }: StepTrace): boolean {
  if (expected === 'dropped') return false;
  return verdict === 'dropped' || (verdict === 'intermittent' && expected === 'delivered');
}

/** Every step that does not behave as written. */
export function brokenSteps({ flows }: Claims): readonly StepTrace[] {
  return [...flows.values()].flat().filter((traced) => !isAsExpected(traced));
}

/** What the network says about the first blocker. */
export function adviceFor(network: Network, trace: Trace): readonly string[] | undefined {
  const [first] = trace.blockers;
  const found = first && adviceOn(network, trace, first);
  return found && [found.text];
}

/** The route that is the cause of the first blocker, where the blocker is not. */
export function causes(network: Network, trace: Trace): readonly RelatedFinding[] {
  const [first] = trace.blockers;
  const found = first && adviceOn(network, trace, first);
  const isNamed = first?.decidedBy !== undefined && lineOf(first.decidedBy) === found?.cause;
  if (found?.cause === undefined || isNamed) return [];
  return [{ subject: found.cause, aspect: { of: 'whole' }, message: 'The cause: this route leads the packet astray.' }];
}

/** The line of each blocker, in both directions. */
export function obstacles({ blockers }: Trace): readonly RelatedFinding[] {
  return blockers.map(({ direction, at, decidedBy, reason, hop }) => ({
    subject: decidedBy ?? at,
    aspect: { of: 'whole' },
    message: direction === 'return' ? `In the return direction: ${reason}` : reason,
    decision: factsOf(hop.decision),
  }));
}

/** The code for a first blocker; where it depends on more than the drop code, a function of that. */
const BY_DROP: Readonly<Record<DropCode, FlowCode | ((blocker: Blocker, from: Sender) => FlowCode)>> = {
  ENI_SOURCE_DEST_CHECK_RESTRICTION: 'flow-blocked',
  ENI_SG_RULES_MISMATCH: 'sg-blocks-flow',
  SG_HAS_NO_RULES: 'sg-blocks-flow',
  SUBNET_ACL_RESTRICTION: ({ direction, intermittent }) => {
    if (direction === 'forward') return 'nacl-blocks-flow';
    return intermittent ? 'nacl-return-partial' : 'nacl-blocks-return';
  },
  FIREWALL_RULES_RESTRICTION: 'flow-blocked',
  NO_ROUTE_TO_DESTINATION: ({ direction, hop }) => {
    // The routes of a Client VPN endpoint are not those of a subnet.
    if (hop.decision.kind === 'client-vpn') return 'flow-blocked';
    return direction === 'forward' ? 'private-subnet-no-egress' : 'asymmetric-path';
  },
  BAD_STATE_ROUTE: 'flow-blocked',
  NO_POSSIBLE_DESTINATION: 'flow-blocked',
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: (_, { isFunction }) => (isFunction ? 'lambda-public-subnet' : 'igw-route-no-public-ip'),
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: 'flow-blocked',
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: 'flow-blocked',
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: 'flow-blocked',
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS: 'flow-blocked',
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS: 'flow-blocked',
  ELB_LISTENERS_MISMATCH: 'lb-listener-missing',
  ELBV2_LISTENERS_MISMATCH: 'lb-listener-missing',
  ELBV2_LISTENER_HAS_NO_TG: 'flow-blocked',
  ELB_INSTALLED_AZ_RESTRICTION: 'flow-blocked',
  ELB_NOT_CROSSZONE: 'flow-blocked',
  SG_REFERENCES_NOT_PRESERVED: 'flow-blocked',
  VPC_BLOCK_PUBLIC_ACCESS_ENABLED: 'bpa-blocks',
  REGIONAL_NGW_ROUTE_AZ_RESTRICTION: 'nat-regional-az-uncovered',
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: 'peering-edge',
  TGW_ROUTE_AZ_RESTRICTION: 'tgw-az-missing',
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION: 'flow-blocked',
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: 'tgw-no-route',
  TGW_RTB_BAD_STATE_ROUTE: 'flow-blocked',
  VPCE_GATEWAY_PROTOCOL_RESTRICTION: 'flow-blocked',
  VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS: 'flow-blocked',
  VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: 'flow-blocked',
  GATEWAY_REJECTS_SPOOFED_TRAFFIC: 'endpoint-gateway-remote',
  NO_NAT_SESSION: (_, { waits }) => (waits ? 'nat-idle-timeout' : 'nat-inbound-expected'),
  NO_STATE: (_, { waits }) => (waits ? 'flow-blocked' : 'asymmetric-path'),
  NAT_PROTOCOL: 'nat-unsupported-protocol',
  EGRESS_ONLY: 'flow-blocked',
  NO_ADDRESS: 'flow-blocked',
  NO_INTEGRATION: 'flow-blocked',
  NLB_HAIRPIN: 'nlb-hairpin',
  NO_SITE_ROUTE: 'flow-blocked',
  ENDPOINT_PORT: 'flow-blocked',
  NO_LOCAL_POD: 'flow-blocked',
  NOT_AUTHORIZED: 'flow-blocked',
  DNS_SUPPORT_OFF: 'flow-blocked',
  ROUTING_LOOP: 'flow-blocked',
};

interface Sender {
  readonly isFunction: boolean;
  /** Whether the step says how long the connection is idle. */
  readonly waits: boolean;
}

function codeOf(network: Network, { step, trace }: StepTrace): FlowCode {
  const [first] = trace.blockers;
  const from = step.from.kind === 'entity' ? network.byId.get(step.from.id) : undefined;
  const to = step.to.kind === 'entity' ? network.byId.get(step.to.id) : undefined;
  if (first === undefined) return trace.verdict === 'intermittent' ? 'flow-intermittent' : 'flow-blocked';
  if (trace.verdict === 'intermittent' && !first.intermittent) return 'flow-intermittent';
  // The cause is a route, not what blocks the packet at last. A rule for an address that a NAT gateway should not have given is no remedy.
  if (adviceOn(network, trace, first)?.cause !== undefined)
    return first.direction === 'return' ? 'asymmetric-path' : 'flow-blocked';
  if (from !== undefined && to !== undefined && isNatBehindLink(network, from, to)) return 'nat-over-vgw';
  if (from?.kind === 'lambda' && from.interfaces.length === 0 && first.code === 'NO_ADDRESS')
    return 'lambda-no-vpc-private-target';
  if (
    to !== undefined &&
    'scheme' in to &&
    to.scheme === 'internal' &&
    trace.direction === 'ingress' &&
    first.code === 'NO_ADDRESS'
  )
    return 'lb-internal-from-internet';
  if (first.code === 'SG_REFERENCES_NOT_PRESERVED') return byReference(network, trace);
  const code = BY_DROP[first.code];
  if (typeof code === 'string') return code;
  return code(first, { isFunction: from?.kind === 'lambda', waits: step.idleSeconds !== undefined });
}

/** Whether `from` is at the remote end of a VPN or Direct Connect link to the VPC of the NAT gateway `to`. */
function isNatBehindLink({ siteLinks }: Network, from: Entity, to: Entity): boolean {
  if (!resourceIs(to, 'natGateway')) return false;
  return siteLinks.some(({ vpc, remotes }) => vpc === to.vpc && remotes.some(({ id }) => id === from.id));
}

/**
 * The code for a security group reference that does not match. The resource that hides the group decides: before the filter for inbound
 * rules, after it for outbound rules.
 */
function byReference(network: Network, { forward }: Trace): FlowCode {
  const at = forward.findIndex(({ allowed }) => !allowed);
  const crossed = [forward.slice(0, at), forward.slice(at + 1)].map((hops) =>
    hops.filter(({ kind }) => kindIs(kind, 'passesOn') || kindIs(kind, 'connector')),
  );
  const [before = [], behind = []] = crossed;
  const [first, second] = before.length > 0 ? before : behind;
  const between = first && network.byId.get(first.at);
  if (between === undefined || (second !== undefined && second.at !== between.id)) return 'sg-reference-through-appliance';
  if (between.kind === 'peering') return 'sg-reference-cross-region';
  if (between.kind !== 'transit-gateway') return 'sg-reference-through-appliance';
  if (before.length === 0) return 'sg-reference-outbound-tgw';
  return between.securityGroupReferences ? 'sg-reference-through-appliance' : 'sg-reference-tgw-disabled';
}
