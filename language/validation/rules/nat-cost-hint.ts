import type { Network } from '#language/network/network.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway is billed by the hour and by the gigabyte.
 *
 * AWS charges for each gigabyte that the NAT gateway processes, in addition to data transfer. With much traffic, such as images,
 * backups and logs, this soon costs more than the gateway itself. Watch its CloudWatch metrics BytesOutToDestination and
 * BytesInFromDestination. Use gateway endpoints for S3 and DynamoDB, which are free. Reported once in a file, at its first NAT
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
  const message = `AWS charges for each gigabyte that ${nat.name} processes: watch BytesOutToDestination, and use gateway endpoints for S3 and DynamoDB.`;
  yield { subject: nat.id, message };
}
