// A function of a network → the same function, computed once for each network. Networks never change, and many rules ask the same.
import type { Network } from '#language/network/network.ts';

/** Remembers the result as long as somebody holds the network. */
export function perNetwork<T>(compute: (network: Network) => T): (network: Network) => T {
  const known = new WeakMap<Network, { readonly result: T }>();
  return (network) => {
    const found = known.get(network) ?? { result: compute(network) };
    known.set(network, found);
    return found.result;
  };
}
