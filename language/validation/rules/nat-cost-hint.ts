import type { Network } from '#language/network/network.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway costs by the hour and by the gigabyte.
 *
 * Everything that passes is billed for its processing, on top of the usual transfer; with much traffic (images, backups, logs)
 * that is soon more than the gateway itself. Watch its CloudWatch metrics BytesOutToDestination and BytesInFromDestination, and
 * take the traffic to S3 and DynamoDB off it with gateway endpoints, which cost nothing. Said once in a file, at its first NAT
 * gateway.
 *
 * Source: Amazon VPC User Guide, "Pricing for NAT gateways" and "Monitor NAT gateways with Amazon CloudWatch".
 */
export const natCostHint: Rule = { code: 'nat-cost-hint', severity: 'hint', check };

function* check(network: Network): Iterable<Remark> {
  const clients = clientsOf(network);
  const zonal = network.natGateways.filter(({ connectivity }) => connectivity === 'public');
  const nat = [...zonal, ...network.regionalNats].find(({ id }) => clients.has(id));
  if (nat === undefined) return;
  const message = `${nat.name} is billed for every gigabyte that passes: watch BytesOutToDestination, and lead S3 and DynamoDB traffic through gateway endpoints.`;
  yield { subject: nat.id, message };
}
