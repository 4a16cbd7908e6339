// Which addresses of resources a reader needs to see: only those that differ from the others.
import { type Family, hostPrefix, type Prefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { PairEnd } from './pair-class.ts';
import { namedRoles, rolesIn } from './roles.ts';

/** The addresses from which a resource sends; `undefined` if these are all that it has. */
export function sourcesToShow(network: Network, family: Family, froms: readonly PairEnd[]): readonly Prefix[] | undefined {
  const [first] = froms;
  if (first === undefined || rolesIn(network).sending(first.id, family).ends.length <= froms.length) return undefined;
  return blocksAt(froms);
}

/** The addresses at which a resource is called; `undefined` if its name leads these senders to them. */
export function destinationsToShow(
  network: Network,
  family: Family,
  froms: readonly PairEnd[],
  tos: readonly PairEnd[],
): readonly Prefix[] | undefined {
  const [from] = froms;
  const [to] = tos;
  if (from === undefined || to === undefined) return undefined;
  const named = namedRoles(network, from, to.id, family);
  const isNamed = named.length > 0 && named.every((role) => tos.some((end) => end.role === role));
  return isNamed ? undefined : blocksAt(tos);
}

/** The addresses of the ends, as blocks. */
export function blocksAt(ends: readonly PairEnd[]): readonly Prefix[] {
  return ends.flatMap(({ address }) => (address === undefined ? [] : [hostPrefix(address)]));
}
