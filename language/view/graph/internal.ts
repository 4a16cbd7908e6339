// A network → its internal traffic: who may call whom, as few links between resources or the boxes around them.
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIs } from '#language/network/kinds.ts';
import { labelBehind } from '#language/network/named.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { keyOf, unionAll } from '#language/packets/intervals.ts';
import { type TrafficSet, trafficsOf } from '#language/packets/traffic-set.ts';
import { type BoxIndex, lineage } from './box-index.ts';
import { type Called, calledResources, type NamingRule } from './callers.ts';
import type { BoxId } from './diagram.ts';
import type { Link } from './link.ts';
import { MANY_TARGETS } from './targets.ts';

/**
 * What security groups allow inside the network, where a rule names the callers. A link begins at a caller and ends at a receiver. If all
 * of a node, a subnet or another VPC are meant, or more than six resources of a subnet, the link begins or ends at that box.
 */
export function internalLinks(network: Network, index: BoxIndex): readonly Link[] {
  const callers = membersOf(index, network, (id) => canCall(network, id));
  const receivers = membersOf(index, network, () => true);
  const called = calledResources(network).map((one) => ({ receivers: one.receivers, calls: callsByTraffic(one) }));
  const alike = groupBy(called, ({ calls }) => calls.map((call) => [call.key, ...call.callers.keys()].join(' ')).join('\n'));
  return [...alike.values()].flatMap((same) => {
    const targets = same.flatMap((one) => one.receivers);
    return (same[0]?.calls ?? []).flatMap((call): readonly Link[] => {
      const sources = [...call.callers.keys()];
      const label = trafficsOf(call.traffic).map(formatTraffic).join(', ');
      const from = gather(sources, targets, callers, index);
      const to = gather(targets, sources, receivers, index);
      return from.flatMap((source) =>
        to.map((target) => ({
          from: source.end,
          to: target.end,
          role: 'internal',
          label,
          madeBy: rulesOf(call, source)[0]?.rule.id ?? target.end,
          facts: factsOf(network, call, source, target),
        })),
      );
    });
  });
}

function canCall({ byId }: Network, id: EntityId): boolean {
  const resource = byId.get(id);
  return resource !== undefined && resourceIs(resource, 'opensConnections');
}

/** Those who may send the same traffic, each with the rules that name it. */
interface SameTraffic {
  readonly key: string;
  readonly traffic: TrafficSet;
  readonly callers: ReadonlyMap<EntityId, readonly NamingRule[]>;
}

/** A caller with several interfaces may send what any of them may. */
function callsByTraffic({ calls }: Called): readonly SameTraffic[] {
  const byCaller = groupBy(
    calls.flatMap((call) => call.callers.map((caller) => ({ caller, call }))),
    ({ caller }) => caller,
  );
  const all = [...byCaller].map(([caller, own]) => ({
    caller,
    traffic: unionAll(own.map(({ call }) => call.traffic)),
    rules: own.flatMap(({ call }) => call.rules),
  }));
  return [...groupBy(all, ({ traffic }) => keyOf(traffic))].map(([key, same]) => ({
    key,
    traffic: same[0]?.traffic ?? [],
    callers: new Map(same.map(({ caller, rules }) => [caller, rules])),
  }));
}

/** Some resources, and the one that is drawn for them: what contains them, or the only one itself. */
interface Gathered {
  readonly end: EntityId;
  readonly members: readonly EntityId[];
}

/** How many resources can be an end, by the id of each box around them. */
type Members = ReadonlyMap<BoxId, number>;

function membersOf(index: BoxIndex, { interfaces }: Network, isMeant: (id: EntityId) => boolean): Members {
  return count([...new Set(interfaces.map(({ owner }) => owner))].filter(isMeant), index);
}

function count(ids: readonly EntityId[], index: BoxIndex): Members {
  const counts = new Map<BoxId, number>();
  for (const id of ids) for (const box of lineage(index, id)) counts.set(box, (counts.get(box) ?? 0) + 1);
  return counts;
}

/**
 * Puts each resource into the largest part of the network that can be drawn for it, and into the innermost of those with the same resources.
 * A part that contains one of the others cannot: no line leads from a box to its own content.
 */
function gather(ids: readonly EntityId[], others: readonly EntityId[], possible: Members, index: BoxIndex): readonly Gathered[] {
  const counts = count(ids, index);
  const sizeOf = (box: BoxId): number => counts.get(box) ?? 0;
  const aroundOthers = new Set(others.flatMap((id) => lineage(index, id)));
  const canStand = (box: BoxId): boolean => {
    const size = sizeOf(box);
    if (size < 2 || aroundOthers.has(box)) return false;
    return size === possible.get(box) || (index.boxes.get(box)?.kind === 'subnet' && size > MANY_TARGETS);
  };
  const endFor = (id: EntityId): EntityId =>
    lineage(index, id).reduce<EntityId>((best, box) => {
      const { entity } = index.boxes.get(box) ?? {};
      return entity !== undefined && canStand(box) && sizeOf(box) > sizeOf(best) ? entity : best;
    }, id);
  return [...groupBy(ids, endFor)].map(([end, members]) => ({ end, members }));
}

/** The rules, and the resources behind each box that is more than one resource. */
function factsOf(network: Network, call: SameTraffic, from: Gathered, to: Gathered): readonly string[] {
  const rules = rulesOf(call, from);
  return [...new Set([...rules.map(ruleFact), ...membersFact('From', from, network), ...membersFact('To', to, network)])];
}

function rulesOf({ callers }: SameTraffic, { members }: Gathered): readonly NamingRule[] {
  return members.flatMap((caller) => callers.get(caller) ?? []);
}

function ruleFact({ group, rule }: NamingRule): string {
  return `Security group ${group.name} allows ${formatTraffic(rule.traffic)} from ${rule.peer.text}${labelBehind(rule)}`;
}

function membersFact(word: string, { end, members }: Gathered, { byId }: Network): readonly string[] {
  if (members.length === 1 && members[0] === end) return [];
  const names = members.slice(0, MANY_TARGETS).map((id) => byId.get(id)?.name ?? id);
  const more = members.length - names.length;
  return [`${word} ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`];
}
