import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public NAT gateway needs an Elastic IP address.
 *
 * AWS rejects one without. Add a line `elastic-ip`, with an address or without one: AWS then chooses it. Declare a NAT gateway that connects only private networks as
 * `private nat`.
 *
 * Source: Amazon VPC User Guide, "NAT gateways"; Amazon EC2 API, CreateNatGateway.
 */
export const natNoEip: Rule = { code: 'nat-no-eip', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, connectivity, interface: own } of network.natGateways) {
    if (connectivity === 'private' || own.addresses.length === 0) continue;
    if (own.addresses.some((address) => address.public !== undefined)) continue;
    const message = `${name} has no public address: add "{ elastic-ip }", or declare it as "private nat" if it connects only private networks.`;
    yield { subject: id, message };
  }
}
