import { formatAddress } from '#language/network/address.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Aspect } from '#language/network/source.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A private address can be used only once in a VPC.
 *
 * AWS rejects an address that another network interface already has. Choose a free address for the second resource, or leave the
 * address out: AWS then assigns a free one.
 *
 * Source: Amazon EC2 User Guide, "Elastic network interfaces".
 */
export const addressDuplicate: Rule = { code: 'address-duplicate', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const first = new Map<string, { readonly subject: EntityId; readonly aspect: Aspect }>();
  for (const { owner, addresses, subnet } of network.interfaces) {
    for (const [index, { private: address, declared }] of addresses.entries()) {
      if (!declared) continue;
      const key = `${subnet.vpc.id} ${formatAddress(address)}`;
      const place = { subject: owner, aspect: { of: 'address', index } as const };
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, place);
        continue;
      }
      const message = `${formatAddress(address)} is already used by ${shortName(other.subject)}: choose a free address.`;
      yield { ...place, message, related: [{ ...other, message: 'The address is used here.' }] };
    }
  }
}
