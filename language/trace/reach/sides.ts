// What an expectation names → the ends of a query: resources one by one, all external hosts as one end with many addresses.
import type { Selector } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';
import { type ConnectionEnd, connectionEndsOf, outsideAt } from '#language/trace/connection-end.ts';
import type { Side } from './cover.ts';
import { externalEnds, familiesOf, internalSide, internetEnd } from './ends.ts';

/** An end of a query. `interface` is set for an internal resource. */
export interface NamedSide {
  readonly side: Side;
  readonly interface: ConnectionEnd['interface'];
}

/** Every end that the selector names. For the internet, one external host if `one` is true. */
export function sidesOf(network: Network, selector: Selector, internet: 'all' | 'one'): readonly NamedSide[] {
  const outside = outsideSides(network, selector, internet);
  if (outside !== undefined) return outside.map((side) => ({ side, interface: undefined }));
  return connectionEndsOf(network, selector).map((end) => ({ side: internalSide(end), interface: end.interface }));
}

/** `undefined`: the selector names resources inside. */
function outsideSides(network: Network, selector: Selector, internet: 'all' | 'one'): readonly Side[] | undefined {
  if (selector.kind === 'every') return undefined;
  if (selector.kind === 'prefix') {
    const { prefix } = selector;
    if (connectionEndsOf(network, selector).some((end) => end.interface !== undefined)) return undefined;
    const at = (address: ConnectionEnd['address']): ConnectionEnd => ({ ...outsideAt(network, address), written: address });
    return [{ family: prefix.family, addresses: addressSetOf([prefix], prefix.family), at }];
  }
  const kind = network.byId.get(selector.id)?.kind;
  if (kind === 'internet' && internet === 'all') return familiesOf(network).map((family) => internetEnd(network, family).side);
  if (kind !== 'host' && kind !== 'network') return undefined;
  return externalEnds(network).flatMap(({ id, side }) => (id === selector.id ? [side] : []));
}
