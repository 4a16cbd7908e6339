import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public NAT gateway has an elastic IP.
 *
 * AWS refuses to create one without. Add a line `elastic-ip …`; a NAT gateway that only leads to other private networks is
 * written `private nat`.
 *
 * Source: Amazon VPC User Guide, "NAT gateways"; Amazon EC2 API, CreateNatGateway.
 */
export const natNoEip: Rule = { code: 'nat-no-eip', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, connectivity, interface: own } of network.natGateways) {
    if (connectivity === 'private' || own.addresses.length === 0) continue;
    if (own.addresses.some((address) => address.public !== undefined)) continue;
    const message = `${name} has no public address: give it one with "{ elastic-ip … }", or write "private nat" if it leads to private networks only.`;
    yield { subject: id, message };
  }
}
