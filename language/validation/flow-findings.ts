// Flows and their traces → those that do not go as the text says, each with one code: that of the first thing in its way.
import type { RelatedFinding } from '#language/network/finding.ts';
import type { Entity, EntityKind, Network } from '#language/network/network.ts';
import { isAsExpected, type StepTrace } from '#language/trace/flow.ts';
import { verdictText } from '#language/trace/headline.ts';
import type { Blocker, DropCode, Trace } from '#language/trace/result.ts';
import type { Claims } from './claims.ts';
import type { Remark } from './rule.ts';

/** The codes under which a flow that is dropped is reported. */
export type FlowCode =
  | 'flow-blocked'
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

/** The steps that should arrive and are dropped, as far as they have this code. `advice`: what to do, where the engine's reason does not say it. */
export function droppedSteps(
  network: Network,
  { flows: stories }: Claims,
  code: FlowCode,
  ...advice: readonly string[]
): readonly Remark[] {
  const steps = [...stories.values()].flat().filter((told) => !told.step.dropped && told.trace.verdict === 'dropped');
  return steps
    .filter((told) => codeOf(network, told) === code)
    .map(({ step, trace }) => ({
      subject: step.id,
      aspect: { of: 'whole' },
      message: [capital(verdictText(trace)), ...advice].join(' '),
      related: obstacles(trace),
      severity: 'error',
    }));
}

/** Every leg that does not do what the text says. */
export function brokenSteps({ flows: stories }: Claims): readonly StepTrace[] {
  return [...stories.values()].flat().filter((told) => !isAsExpected(told));
}

/** The line of each blocker, on both ways. */
export function obstacles({ blockers }: Trace): readonly RelatedFinding[] {
  return blockers.map(({ direction, at, decidedBy, reason }) => ({
    subject: decidedBy ?? at,
    aspect: { of: 'whole' },
    message: direction === 'return' ? `On the way back: ${reason}` : reason,
  }));
}

/** The text as the beginning of a sentence. */
function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const BY_DROP: Partial<Readonly<Record<DropCode, FlowCode>>> = {
  ENI_SG_RULES_MISMATCH: 'sg-blocks-flow',
  SG_HAS_NO_RULES: 'sg-blocks-flow',
  ELBV2_LISTENERS_MISMATCH: 'lb-listener-missing',
  NAT_PROTOCOL: 'nat-unsupported-protocol',
  NLB_HAIRPIN: 'nlb-hairpin',
  VPC_BLOCK_PUBLIC_ACCESS_ENABLED: 'bpa-blocks',
  REGIONAL_NGW_ROUTE_AZ_RESTRICTION: 'nat-regional-az-uncovered',
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: 'peering-edge',
  GATEWAY_REJECTS_SPOOFED_TRAFFIC: 'endpoint-gateway-remote',
  TGW_ROUTE_AZ_RESTRICTION: 'tgw-az-missing',
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: 'tgw-no-route',
};

function codeOf(network: Network, { step, trace }: StepTrace): FlowCode {
  const [first] = trace.blockers;
  const from = step.from.kind === 'entity' ? network.byId.get(step.from.id) : undefined;
  const to = step.to.kind === 'entity' ? network.byId.get(step.to.id) : undefined;
  if (first === undefined) return 'flow-blocked';
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
  return BY_DROP[first.code] ?? byWay(first, from?.kind === 'lambda', step.idleSeconds !== undefined);
}

/** Whether `from` is at the other end of a line that ends at the VPC of the NAT gateway `to`. */
function isNatBehindLink({ siteLinks }: Network, from: Entity, to: Entity): boolean {
  if (to.kind !== 'nat' && to.kind !== 'regional-nat') return false;
  return siteLinks.some(({ vpc, remotes }) => vpc === to.vpc && remotes.some(({ id }) => id === from.id));
}

/** What between the two ends makes a rule about a group say nothing: before the filter for inbound rules, behind it for outbound ones. */
function byReference(network: Network, { forward }: Trace): FlowCode {
  const at = forward.findIndex(({ allowed }) => !allowed);
  const crossed = [forward.slice(0, at), forward.slice(at + 1)].map((hops) => hops.filter(({ kind }) => BETWEEN.has(kind)));
  const [before = [], behind = []] = crossed;
  const [first, second] = before.length > 0 ? before : behind;
  const between = first && network.byId.get(first.at);
  if (between === undefined || (second !== undefined && second.at !== between.id)) return 'sg-reference-through-appliance';
  if (between.kind === 'peering') return 'sg-reference-cross-region';
  if (between.kind !== 'transit-gateway') return 'sg-reference-through-appliance';
  if (before.length === 0) return 'sg-reference-outbound-tgw';
  return between.securityGroupReferences ? 'sg-reference-through-appliance' : 'sg-reference-tgw-disabled';
}

const BETWEEN: ReadonlySet<EntityKind> = new Set<EntityKind>([
  'peering',
  'transit-gateway',
  'endpoint',
  'nat',
  'regional-nat',
  'nat-instance',
  'vpn',
  'direct-connect',
]);

function byWay({ code, direction, intermittent }: Blocker, isFunction: boolean, waits: boolean): FlowCode {
  switch (code) {
    case 'SUBNET_ACL_RESTRICTION':
      if (direction === 'forward') return 'nacl-blocks-flow';
      return intermittent ? 'nacl-return-partial' : 'nacl-blocks-return';
    case 'NO_ROUTE_TO_DESTINATION':
      return direction === 'forward' ? 'private-subnet-no-egress' : 'asymmetric-path';
    case 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS':
      return isFunction ? 'lambda-public-subnet' : 'igw-route-no-public-ip';
    case 'NO_NAT_SESSION':
      return waits ? 'nat-idle-timeout' : 'nat-inbound-expected';
    case 'NO_STATE':
      return waits ? 'flow-blocked' : 'asymmetric-path';
    default:
      return 'flow-blocked';
  }
}
