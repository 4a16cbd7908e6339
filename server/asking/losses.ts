// The network after the failures that `--without` names.
import { formatPrefix, parsePrefix } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { afterAll, removableIn, routeHoldersIn, routeLoss, routesOf } from '#language/what-if/losses.ts';
import { type Loss, lossNamed } from '#language/what-if/without.ts';
import { type Chosen, choose, chooseEnd } from './choose.ts';

/** The option `--without`, as commands declare it. */
export const WITHOUT = { type: 'string', multiple: true } as const;

/** The network without all of the named resources. Names are looked up in the whole network. */
export function networkWithout(network: Network, names: readonly string[]): Chosen<Network> {
  const remaining = networksWithout([network], names);
  return remaining.ok ? { ok: true, value: remaining.value[0] ?? network } : remaining;
}

/** Each network without the named resources that it has. A name that no network has is a problem. */
export function networksWithout(networks: readonly Network[], names: readonly string[]): Chosen<readonly Network[]> {
  const losses = names.map((name) => networks.map((network) => lossOf(network, name)));
  for (const own of losses) {
    const [problem] = own;
    if (problem !== undefined && !problem.ok && own.every(({ ok }) => !ok)) return problem;
  }
  const known = (index: number): readonly Loss[] => losses.flatMap((own) => (own[index]?.ok ? [own[index].value] : []));
  return { ok: true, value: networks.map((network, index) => afterAll(network, known(index))) };
}

/** The resource with this name in the network after failures. `whole` is the network before. */
export function chooseRemaining(whole: Network, remaining: Network, name: string): Chosen<Selector> {
  const found = chooseEnd(remaining, name);
  return !found.ok && chooseEnd(whole, name).ok ? { ok: false, problem: `${name} is removed by --without` } : found;
}

/** An Availability Zone, a resource, or a route by number or destination: `private-a#route-1`, `private-a#0.0.0.0/0`. */
function lossOf(network: Network, name: string): Chosen<Loss> {
  const exact = lossNamed(network, name);
  if (exact !== undefined && exact.kind !== 'resource') return { ok: true, value: exact };
  const hash = name.indexOf('#');
  if (hash >= 0) return routeOf(network, name.slice(0, hash), name.slice(hash + 1));
  const found = choose('Availability Zone or removable resource', removableIn(network), name);
  return found.ok ? { ok: true, value: { kind: 'resource', id: found.value.id } } : found;
}

function routeOf(network: Network, owner: string, part: string): Chosen<Loss> {
  const holder = choose('subnet, route table or gateway with routes', routeHoldersIn(network), owner);
  if (!holder.ok) return holder;
  const destination = parsePrefix(part);
  const byId = routeLoss(holder.value, entityId(`${holder.value.id}#${part}`));
  const loss = byId ?? (destination && routeLoss(holder.value, destination));
  if (loss !== undefined) return { ok: true, value: loss };
  const known = routesOf(holder.value).map((route) => formatPrefix(route.destination));
  return { ok: false, problem: `${owner} has no route ${part}; its routes are ${known.join(', ')}` };
}
