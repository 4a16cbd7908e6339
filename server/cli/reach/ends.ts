// Resolves `--from` and `--to` of `reach`.
import { parseAddress } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { type AskedEnds, endsAt, endsNamed, wantedBetween } from '#language/trace/reach/asked-ends.ts';
import type { Wanted } from '#language/trace/reach/reach.ts';
import type { Chosen } from '#server/asking/choose.ts';
import { chooseRemaining } from '#server/asking/losses.ts';

/** The senders and receivers in the network after failures. Without `from` or `to`, all. `whole` is the network before. */
export function wantedEnds(whole: Network, network: Network, from: string | undefined, to: string | undefined): Chosen<Wanted> {
  const senders = endsOf(whole, network, from, 'from');
  if (!senders.ok) return senders;
  const receivers = endsOf(whole, network, to, 'to');
  return receivers.ok ? { ok: true, value: wantedBetween(senders.value, receivers.value) } : receivers;
}

function endsOf(whole: Network, network: Network, text: string | undefined, side: 'from' | 'to'): Chosen<AskedEnds | undefined> {
  if (text === undefined) return { ok: true, value: undefined };
  const address = parseAddress(text);
  if (address !== undefined) {
    const value = endsAt(network, address, side);
    if (value !== undefined) return { ok: true, value };
    return { ok: false, problem: `no resource has the address ${text}, and no internet host can have it` };
  }
  const chosen = chooseRemaining(whole, network, text);
  return chosen.ok ? { ok: true, value: endsNamed(network, chosen.value) } : chosen;
}
