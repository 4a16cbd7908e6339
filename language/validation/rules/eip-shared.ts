import { formatAddress } from '#language/network/address.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Aspect } from '#language/network/source.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public address belongs to one private address of one thing.
 *
 * An elastic IP that is in use cannot be given to a second NAT gateway, instance or load balancer. Allocate another one.
 *
 * Source: Amazon VPC User Guide, "Elastic IP addresses" and "Troubleshoot NAT gateways".
 */
export const eipShared: Rule = { code: 'eip-shared', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const first = new Map<string, { readonly subject: EntityId; readonly aspect: Aspect }>();
  for (const { owner, addresses } of network.interfaces) {
    for (const [index, { public: address }] of addresses.entries()) {
      if (address === undefined) continue;
      const place = { subject: owner, aspect: { of: 'public-address', index } as const };
      const other = first.get(formatAddress(address));
      if (other === undefined) first.set(formatAddress(address), place);
      if (other === undefined || other.subject === owner) continue;
      const message = `${formatAddress(address)} is already the public address of ${shortName(other.subject)}: allocate another one.`;
      yield { ...place, message, related: [{ ...other, message: 'The other use of the address.' }] };
    }
  }
}
