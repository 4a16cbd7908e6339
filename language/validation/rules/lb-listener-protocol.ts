import type { ListenerProtocol, LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * An ALB speaks HTTP and HTTPS, an NLB TCP, UDP and TLS.
 *
 * The one works on requests, the other on connections; AWS refuses listeners of the other kind. Only an ALB can redirect, for the
 * same reason. Use the protocol's counterpart (tcp 80 for http 80, tls 443 for https 443), or the other load balancer.
 *
 * Source: Elastic Load Balancing API, CreateListener.
 */
export const lbListenerProtocol: Rule = { code: 'lb-listener-protocol', severity: 'error', check };

const SPOKEN: Readonly<Record<LoadBalancer['kind'], readonly ListenerProtocol[]>> = {
  alb: ['http', 'https'],
  nlb: ['tcp', 'udp', 'tls'],
};

function* check(network: Network): Iterable<Remark> {
  for (const { kind, name, listeners } of network.loadBalancers) {
    for (const { id, protocol, port, rules } of listeners) {
      const spoken = SPOKEN[kind];
      const redirects = rules.some(({ action }) => action.kind === 'redirect');
      if (!spoken.includes(protocol)) {
        const message = `An ${kind} has no ${protocol} listeners: use ${listed(spoken, 'or')} ${port}, or make ${name} an ${kind === 'alb' ? 'nlb' : 'alb'}.`;
        yield { subject: id, aspect: { of: 'whole' }, message };
      } else if (kind === 'nlb' && redirects) {
        yield {
          subject: id,
          aspect: { of: 'whole' },
          message: 'An nlb cannot redirect, it sees no requests: forward to a target group, or use an alb.',
        };
      }
    }
  }
}
