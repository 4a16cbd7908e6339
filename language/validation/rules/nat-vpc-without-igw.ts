import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public NAT gateway needs an internet gateway on its VPC.
 *
 * AWS refuses to create it otherwise (Gateway.NotAttached). Add a line `igw …` to the VPC, and a route to it in the NAT gateway's
 * subnet.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot NAT gateways".
 */
export const natVpcWithoutIgw: Rule = { code: 'nat-vpc-without-igw', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const connected = new Set(network.gateways.flatMap(({ kind, vpc }) => (kind === 'igw' ? [vpc.id] : [])));
  for (const { id, name, vpc, connectivity } of network.natGateways) {
    if (connectivity === 'private' || connected.has(vpc.id)) continue;
    const message = `${name} needs an internet gateway, and ${vpc.name} has none: add "igw main" to the VPC and a route to it.`;
    yield { subject: id, message, related: [{ subject: vpc.id, message: `${vpc.name} has no internet gateway.` }] };
  }
}
