import type { Network } from '#language/network/network.ts';
import { gatewayFault } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public NAT gateway needs an internet gateway in its VPC.
 *
 * Without one, AWS fails to create it (Gateway.NotAttached). Add a line `igw …` to the VPC, and a route to the internet gateway in
 * the subnet of the NAT gateway. A regional NAT gateway has this route by default.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot NAT gateways"; "Regional NAT gateways for automatic multi-AZ expansion".
 */
export const natVpcWithoutIgw: Rule = { code: 'nat-vpc-without-igw', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const connected = new Set(network.gateways.flatMap(({ kind, vpc }) => (kind === 'igw' ? [vpc.id] : [])));
  const zonal = network.natGateways.filter(({ connectivity }) => connectivity === 'public');
  for (const { id, kind, name, vpc } of [...zonal, ...network.regionalNats]) {
    if (connected.has(vpc.id)) continue;
    const route = kind === 'nat' ? ' and a route to it' : '';
    const message = `${name} needs an internet gateway, but ${vpc.name} has none: add "igw main" to the VPC${route}.`;
    const related = [{ subject: vpc.id, message: `${vpc.name} has no internet gateway.` }];
    yield { subject: id, message, related, basis: { fault: gatewayFault(vpc), resources: [id] } };
  }
}
