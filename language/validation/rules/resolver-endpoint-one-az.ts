import type { Network } from '#language/network/network.ts';
import { knownAzsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A resolver endpoint in a single Availability Zone fails with it.
 *
 * AWS asks for IP addresses in two Availability Zones at least, so that names still resolve if one fails. Add a subnet in another one.
 *
 * Source: Amazon Route 53 Developer Guide, "Considerations when creating inbound and outbound endpoints".
 */
export const resolverEndpointOneAz: Rule = { code: 'resolver-endpoint-one-az', severity: 'warning', check };

function* check({ resolverEndpoints }: Network): Iterable<Remark> {
  for (const { id, name, interfaces, unknownSubnets } of resolverEndpoints) {
    const azs = knownAzsOf(interfaces);
    if (unknownSubnets !== undefined || azs === undefined || azs.size > 1) continue;
    const where = azs.size === 0 ? 'has no subnet' : `has addresses in ${[...azs].join()} only`;
    const message = `${name} ${where}: AWS asks for subnets in two Availability Zones at least.`;
    yield { subject: id, ...(azs.size > 0 && { aspect: { of: 'subnets', index: 0 } }), message };
  }
}
