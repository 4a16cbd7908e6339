import { type Address, formatAddress } from '#language/network/address.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Aspect } from '#language/network/source.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public address can be mapped to only one private address.
 *
 * An Elastic IP address that is in use cannot be associated with a second NAT gateway, instance or load balancer. Allocate
 * another one.
 *
 * Source: Amazon VPC User Guide, "Elastic IP addresses" and "Troubleshoot NAT gateways".
 */
export const eipShared: Rule = { code: 'eip-shared', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const first = new Map<string, Use>();
  for (const { address, ...place } of usesIn(network)) {
    const other = first.get(formatAddress(address));
    if (other === undefined) first.set(formatAddress(address), { address, ...place });
    if (other === undefined || other.subject === place.subject) continue;
    const message = `${formatAddress(address)} is already the public address of ${shortName(other.subject)}: allocate another Elastic IP address.`;
    const related = [{ subject: other.subject, aspect: other.aspect, message: 'The address is used here.' }];
    yield { ...place, message, related };
  }
}

interface Use {
  readonly address: Address;
  readonly subject: EntityId;
  readonly aspect: Aspect;
}

/** The public addresses of interfaces and of regional NAT gateways, which have no interfaces. */
function usesIn({ interfaces, regionalNats }: Network): readonly Use[] {
  return [
    ...interfaces.flatMap(({ owner, addresses }) =>
      addresses.flatMap(({ public: address }, index): readonly Use[] =>
        address === undefined ? [] : [{ address, subject: owner, aspect: { of: 'public-address', index } }],
      ),
    ),
    ...regionalNats.flatMap(({ id, addresses }) =>
      addresses.map(({ public: address }, index): Use => ({ address, subject: id, aspect: { of: 'elastic-ip', index } })),
    ),
  ];
}
