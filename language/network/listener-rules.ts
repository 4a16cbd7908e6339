// Which rules of a listener are never reached, because an earlier rule takes all of their requests.
// Source: Elastic Load Balancing, "Listener rules for your Application Load Balancer" (order), "Condition types for listener rules".
import { covers } from './address.ts';
import type { ListenerRule, RuleCondition } from './load-balancer.ts';

/** Whether every request that meets the conditions of `later` also meets those of `earlier`, for clients that meet the source conditions of both. */
export function takesRequestsOf(earlier: ListenerRule, later: ListenerRule): boolean {
  return earlier.conditions.every(
    (condition) =>
      condition.kind === 'source' || isForAll(condition) || later.conditions.some((other) => isWithin(other, condition)),
  );
}

/** Whether the earlier rule takes all requests of the later one, whoever sends them. */
export function hides(earlier: ListenerRule, later: ListenerRule): boolean {
  const sources = earlier.conditions.filter(({ kind }) => kind === 'source');
  return (
    takesRequestsOf(earlier, later) && sources.every((condition) => later.conditions.some((other) => isWithin(other, condition)))
  );
}

/** Every request has a host, and a path that begins with a slash. */
function isForAll(condition: RuleCondition): boolean {
  if (condition.kind === 'host') return condition.values.includes('*');
  return condition.kind === 'path' && condition.values.some((value) => value === '*' || value === '/*');
}

/** Whether what meets the first condition meets the second one: one of the values of a condition is enough. Hosts and headers have no case. */
function isWithin(inner: RuleCondition, outer: RuleCondition): boolean {
  if (inner.kind === 'source' || outer.kind === 'source') {
    if (inner.kind !== 'source' || outer.kind !== 'source') return false;
    return inner.prefixes.every((prefix) => outer.prefixes.some((block) => covers(block, prefix)));
  }
  if (inner.kind === 'header' && outer.kind === 'header' && inner.header.toLowerCase() !== outer.header.toLowerCase())
    return false;
  const isCaseless = inner.kind === 'host';
  const fold = (value: string): string => (isCaseless ? value.toLowerCase() : value);
  const allowed = new Set(outer.values.map(fold));
  return inner.kind === outer.kind && inner.values.every((value) => allowed.has(fold(value)));
}
