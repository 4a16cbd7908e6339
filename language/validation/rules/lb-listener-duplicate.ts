import type { Listener } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer has one listener for each port.
 *
 * AWS refuses a second one. Put host and path rules into one listener, or choose another port. A TCP and a UDP listener of one
 * port count as two of the same, too.
 *
 * Source: Elastic Load Balancing API, CreateListener (DuplicateListener).
 */
export const lbListenerDuplicate: Rule = { code: 'lb-listener-duplicate', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { name, listeners } of network.loadBalancers) {
    const first = new Map<number, Listener>();
    for (const listener of listeners) {
      const other = first.get(listener.port);
      if (other === undefined) {
        first.set(listener.port, listener);
        continue;
      }
      const message = `${name} already listens on ${listener.port}: put the rules into one listener, or choose another port.`;
      const related = [{ subject: other.id, aspect: { of: 'port' } as const, message: 'The other listener.' }];
      yield { subject: listener.id, aspect: { of: 'port' }, message, related };
    }
  }
}
