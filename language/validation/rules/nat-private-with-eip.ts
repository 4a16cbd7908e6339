import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A private NAT gateway cannot have an Elastic IP address.
 *
 * AWS rejects one, because a private NAT gateway connects only private networks. Remove the address, or the word
 * `private`.
 *
 * Source: Amazon VPC User Guide, "NAT gateways".
 */
export const natPrivateWithEip: Rule = { code: 'nat-private-with-eip', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, connectivity, interface: own } of network.natGateways) {
    if (connectivity === 'public' || own.addresses.every((address) => address.public === undefined)) continue;
    const message = `${name} is a private NAT gateway and cannot have an Elastic IP address: remove the address, or the word "private".`;
    yield { subject: id, aspect: { of: 'elastic-ip' }, message };
  }
}
