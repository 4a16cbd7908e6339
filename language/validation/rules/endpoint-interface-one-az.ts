import { groupBy } from '#language/network/group-by.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { knownAzsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An interface endpoint in a single Availability Zone fails with it.
 *
 * Clients in other Availability Zones can use the endpoint. But they pay for traffic between Availability Zones, and lose the service
 * if that of the endpoint fails. Add a subnet in each Availability Zone that has clients.
 *
 * Source: AWS PrivateLink Guide, "Access AWS services through AWS PrivateLink".
 */
export const endpointInterfaceOneAz: Rule = { code: 'endpoint-interface-one-az', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const clients = groupBy(
    network.workloads
      .filter(({ kind }) => kindIs(kind, 'callsServices'))
      .flatMap((client) => client.interfaces.map(({ subnet }) => ({ client, subnet }))),
    ({ subnet }) => subnet.vpc,
  );
  for (const { id, name, type, vpc, interfaces, unknownSubnets } of network.endpoints) {
    const own = knownAzsOf(interfaces);
    const [az] = own ?? [];
    if (type !== 'interface' || unknownSubnets !== undefined || own?.size !== 1 || az === undefined) continue;
    const far = clients.get(vpc)?.find(({ subnet }) => subnet.az !== undefined && subnet.az !== az);
    if (far === undefined) continue;
    yield {
      subject: id,
      aspect: { of: 'subnets' },
      message: `If ${az} fails, clients in ${far.subnet.az} lose ${name} too: add a subnet in each Availability Zone that has clients.`,
      related: [{ subject: far.client.id, message: `${far.client.name} is in ${far.subnet.az}.` }],
    };
  }
}
