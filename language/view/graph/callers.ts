// A network → who may call whom inside it: the connections that security groups name and that the engine delivers.
import { contains, covers, type Prefix } from '#language/network/address.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { type TrafficSet, trafficSetOf } from '#language/packets/traffic-set.ts';
import { domainsOf } from '#language/trace/domains.ts';
import { calledClasses, differentMembers, type InternalClass, internalSide, sendingClasses } from '#language/trace/reach/ends.ts';
import { passages } from '#language/trace/reach/passage.ts';

/** Resources that the same callers may call in the same way. */
export interface Called {
  readonly receivers: readonly EntityId[];
  readonly calls: readonly Call[];
}

/** What each of the callers may send. */
export interface Call {
  readonly callers: readonly EntityId[];
  /** Everything that arrives and whose reply comes back. */
  readonly traffic: TrafficSet;
  /** The rules that name the callers. */
  readonly rules: readonly NamingRule[];
}

/** An ingress rule that names its peer, with its security group. */
export interface NamingRule {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
}

/**
 * Every resource with an ingress rule that names others: by their security group, or by a block that does not contain the whole VPC. A rule
 * for the whole VPC names nobody. A group that names itself connects its members, which says nothing of one of them.
 */
export function calledResources(network: Network): readonly Called[] {
  const domains = domainsOf(network);
  const senders = groupBy(sendingClasses(network), ({ vpc }) => domains.get(vpc));
  const callsOf = new Map<EntityId, (readonly Call[])[]>();
  for (const receiver of calledClasses(network).filter(isPrivate)) {
    const calls = callsTo(network, receiver, senders.get(domains.get(receiver.vpc)) ?? []);
    if (calls.length === 0) continue;
    for (const id of resourcesOf(receiver)) callsOf.set(id, [...(callsOf.get(id) ?? []), calls]);
  }
  const numbers = new Map([...new Set([...callsOf.values()].flat())].map((calls, index) => [calls, index]));
  const alike = groupBy(callsOf, ([, own]) => own.map((calls) => numbers.get(calls)).join(' '));
  return [...alike.values()].map((same) => ({
    receivers: same.map(([id]) => id),
    calls: (same[0]?.[1] ?? []).flat(),
  }));
}

/** Whether the class is about private and IPv6 addresses. */
function isPrivate({ members: [first] }: InternalClass): boolean {
  return first?.written === first?.address;
}

function resourcesOf({ members }: InternalClass): readonly EntityId[] {
  return [...new Set(members.map(({ id }) => id))];
}

function callsTo(network: Network, receiver: InternalClass, senders: readonly InternalClass[]): readonly Call[] {
  const candidates = namingRules(receiver);
  if (candidates.length === 0) return [];
  return senders.flatMap((sender) => {
    const rules = candidates.filter(({ rule }) => names(rule, sender, receiver.vpc));
    const pair = rules.length === 0 ? undefined : differentMembers(sender, receiver);
    if (pair === undefined) return [];
    const asked = unionAll(rules.map(({ rule }) => trafficSetOf(rule.traffic)));
    const found = passages(network, internalSide(pair.source), internalSide(pair.target), asked);
    const traffic = unionAll(found.map(({ allows }) => allows));
    return traffic.length === 0 ? [] : [{ callers: resourcesOf(sender), traffic, rules }];
  });
}

function namingRules({ members: [one], vpc }: InternalClass): readonly NamingRule[] {
  return (one?.interface.securityGroups ?? []).flatMap((group) =>
    group.rules
      .filter(({ direction }) => direction === 'ingress')
      .filter(({ peer }) => (peer.kind === 'group' ? peer.group !== group.id : peer.prefixes.some((one) => isPart(one, vpc))))
      .map((rule) => ({ group, rule })),
  );
}

/** Whether the block leaves out a part of the VPC. */
function isPart(prefix: Prefix, { prefixes }: Vpc): boolean {
  return !prefixes.some((block) => covers(prefix, block));
}

function names({ peer }: SecurityGroupRule, { members: [one] }: InternalClass, vpc: Vpc): boolean {
  if (one === undefined) return false;
  return peer.kind === 'group'
    ? (one.interface.securityGroups ?? []).some(({ id }) => id === peer.group)
    : peer.prefixes.some((prefix) => isPart(prefix, vpc) && contains(prefix, one.address));
}
