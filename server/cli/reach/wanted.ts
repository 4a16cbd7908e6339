// What is typed behind --from and --to of `reach` → the ends that are meant.
import { type Address, parseAddress, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import { externalEnds } from '#language/trace/reach/ends.ts';
import type { Wanted } from '#language/trace/reach/reach.ts';
import type { Chosen } from '#server/cli/shared/choose.ts';
import { chooseLeft } from '#server/cli/shared/losses.ts';

/** The ends between which pairs are looked for in what is left of the whole network; a text that is left out means all. */
export function wantedEnds(whole: Network, network: Network, from: string | undefined, to: string | undefined): Chosen<Wanted> {
  const senders = endsOf(whole, network, from);
  if (!senders.ok) return senders;
  const receivers = endsOf(whole, network, to);
  if (!receivers.ok) return receivers;
  return {
    ok: true,
    value: {
      ...(senders.value && { from: senders.value.has, ...(senders.value.address && { fromAddress: senders.value.address }) }),
      ...(receivers.value && { to: receivers.value.has, ...(receivers.value.address && { toAddress: receivers.value.address }) }),
    },
  };
}

interface Ends {
  readonly has: (id: EntityId) => boolean;
  /** Of somebody outside: this address alone. */
  readonly address?: Address;
}

function endsOf(whole: Network, network: Network, text: string | undefined): Chosen<Ends | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const address = parseAddress(text);
  if (address !== undefined) return atAddress(network, address, text);
  const chosen = chooseLeft(whole, network, text);
  if (!chosen.ok) return chosen;
  const ids = new Set(connectionEndsOf(network, chosen.value).map(({ id }) => id));
  return { ok: true, value: { has: (id) => ids.has(id) } };
}

/** The resources that have the address; where there are none, whoever is outside under it. */
function atAddress(network: Network, address: Address, text: string): Chosen<Ends> {
  const owners = new Set(ownersOf(network, address));
  if (owners.size > 0) return { ok: true, value: { has: (id) => owners.has(id) } };
  const { id: outside } = lookupIn(network).outside(address) ?? {};
  const isThere = externalEnds(network, address).some(({ id }) => id === outside);
  if (!isThere) return { ok: false, problem: `nothing has the address ${text}, and nobody on the internet can have it` };
  return { ok: true, value: { has: (id) => id === outside, address } };
}

function ownersOf(network: Network, address: Address): readonly EntityId[] {
  const lookup = lookupIn(network);
  const inside = network.interfaces.filter(({ addresses }) =>
    addresses.some((own) => sameAddress(own.private, address) || (own.public !== undefined && sameAddress(own.public, address))),
  );
  const gateways = [lookup.apiGateway(address), lookup.regionalNat(address)].flatMap((found) => found?.id ?? []);
  return [...inside.map(({ owner }) => owner), ...gateways];
}
