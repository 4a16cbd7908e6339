import type { Listener } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer can have only one listener for each port.
 *
 * AWS rejects a second one. Combine the host and path rules in one listener, or choose another port. A TCP listener and a UDP
 * listener on the same port also count as duplicates.
 *
 * Source: Elastic Load Balancing API, CreateListener (DuplicateListener).
 */
export const lbListenerDuplicate: Rule = { code: 'lb-listener-duplicate', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { name, listeners } of network.loadBalancers) {
    const first = new Map<number, Listener>();
    for (const listener of listeners) {
      const other = first.get(listener.port);
      if (other === undefined) {
        first.set(listener.port, listener);
        continue;
      }
      const message = `${name} already has a listener on port ${listener.port}: combine the rules in one listener, or choose another port.`;
      const related = [{ subject: other.id, aspect: { of: 'port' } as const, message: 'The other listener.' }];
      yield { subject: listener.id, aspect: { of: 'port' }, message, related };
    }
  }
}
