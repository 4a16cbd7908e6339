// What a claim names → the ends to ask about: things one by one, everybody outside as one end with many addresses.
import type { Selector } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';
import { type Endpoint, endpointsOf, outsideAt } from '#language/trace/connection-end.ts';
import type { Side } from './cover.ts';
import { familiesOf, insideSide, internetEnd, outsideEnds } from './ends.ts';

/** An end to ask about. `interface` is its own, where it is a thing inside. */
export interface NamedSide {
  readonly side: Side;
  readonly interface: Endpoint['interface'];
}

/** Everybody that the selector names; of the internet one stranger if `one` is enough to speak for it. */
export function sidesOf(network: Network, selector: Selector, internet: 'all' | 'one'): readonly NamedSide[] {
  const outside = outsideSides(network, selector, internet);
  if (outside !== undefined) return outside.map((side) => ({ side, interface: undefined }));
  return endpointsOf(network, selector).map((end) => ({ side: insideSide(end), interface: end.interface }));
}

/** `undefined`: the selector names things inside. */
function outsideSides(network: Network, selector: Selector, internet: 'all' | 'one'): readonly Side[] | undefined {
  if (selector.kind === 'every') return undefined;
  if (selector.kind === 'prefix') {
    const { prefix } = selector;
    if (endpointsOf(network, selector).some((end) => end.interface !== undefined)) return undefined;
    const at = (address: Endpoint['address']): Endpoint => ({ ...outsideAt(network, address), written: address });
    return [{ family: prefix.family, addresses: addressSetOf([prefix], prefix.family), at }];
  }
  const kind = network.byId.get(selector.id)?.kind;
  if (kind === 'internet' && internet === 'all') return familiesOf(network).map((family) => internetEnd(network, family).side);
  if (kind !== 'host' && kind !== 'network') return undefined;
  return outsideEnds(network).flatMap(({ id, side }) => (id === selector.id ? [side] : []));
}
