import type { ListenerProtocol, LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * An Application Load Balancer has HTTP and HTTPS listeners, a Network Load Balancer TCP, UDP and TLS listeners.
 * A Classic Load Balancer has all of these but UDP.
 *
 * AWS rejects other combinations. Only an ALB can redirect, reply with a fixed response or have rules, because an NLB forwards
 * connections and does not read requests. Use the matching protocol (tcp 80 for http 80, tls 443 for https 443), or the other type of load balancer.
 *
 * Source: Elastic Load Balancing API, CreateListener.
 */
export const lbListenerProtocol: Rule = { code: 'lb-listener-protocol', severity: 'error', check };

const SPOKEN: Readonly<Record<LoadBalancer['kind'], readonly ListenerProtocol[]>> = {
  alb: ['http', 'https'],
  nlb: ['tcp', 'udp', 'tls'],
  clb: ['http', 'https', 'tcp', 'tls'],
  gwlb: ['geneve'],
};

const CLASSIC = 'A clb has no rules, and cannot redirect or reply: forward to a port of its targets, or use an alb.';
const NETWORK =
  'An nlb does not read requests, so it cannot have rules, redirect or reply: forward to a target group, or use an alb.';

function* check(network: Network): Iterable<Remark> {
  for (const { kind, name, listeners } of network.loadBalancers) {
    for (const { id, protocol, port, rules } of listeners) {
      const spoken = SPOKEN[kind];
      const reads = rules.some(({ action, conditions }) => action.kind !== 'forward' || conditions.length > 0);
      if (!spoken.includes(protocol)) {
        const message = `${kind === 'clb' ? 'A' : 'An'} ${kind} cannot have a ${protocol} listener: use ${listed(spoken, 'or')} ${port}, or make ${name} an ${kind === 'nlb' ? 'alb' : 'nlb'}.`;
        yield { subject: id, aspect: { of: 'whole' }, message };
      } else if (kind !== 'alb' && reads) {
        yield { subject: id, aspect: { of: 'whole' }, message: kind === 'clb' ? CLASSIC : NETWORK };
      }
    }
  }
}
