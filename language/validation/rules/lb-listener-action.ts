import { FORWARD_GROUPS, HIGHEST_WEIGHT } from '#language/aws/limits.ts';
import type { ForwardAction, ListenerAction } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An action of a listener must be one that AWS accepts.
 *
 * A fixed response has a status code of the form 2XX, 4XX or 5XX. A forward action has up to five target groups, each once, with weights
 * from 0 to 999. A target group with weight 0 gets no requests, so at least one of them needs another weight.
 *
 * Source: Elastic Load Balancing, "Action types for listener rules"; Elastic Load Balancing API, TargetGroupTuple.
 */
export const lbListenerAction: Rule = { code: 'lb-listener-action', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, action } of network.loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules))) {
    const message = faultOf(action);
    if (message !== undefined) yield { subject: id, aspect: { of: 'target' }, message };
  }
}

function faultOf(action: ListenerAction): string | undefined {
  switch (action.kind) {
    case 'forward':
      return weightFault(action);
    case 'redirect':
      return undefined;
    case 'fixed-response':
      return /^[245]\d\d$/.test(String(action.code))
        ? undefined
        : `${action.code} is not a status code of a fixed response: AWS accepts 2XX, 4XX and 5XX. For 3XX, use "redirect".`;
  }
}

function weightFault({ groups }: ForwardAction): string | undefined {
  const distinct = new Set(groups.map(({ targetGroup }) => targetGroup));
  if (distinct.size < groups.length) return 'A target group is there twice: add the weights, and write it once.';
  if (groups.length > FORWARD_GROUPS)
    return `A listener forwards to ${FORWARD_GROUPS} target groups at most, not to ${groups.length}.`;
  if (groups.some(({ weight }) => weight > HIGHEST_WEIGHT)) return `A weight is a number from 0 to ${HIGHEST_WEIGHT}.`;
  if (groups.some(({ weight }) => weight > 0)) return undefined;
  return 'All weights are 0, so nothing is forwarded: give at least one target group another weight, or use "fixed-response".';
}
