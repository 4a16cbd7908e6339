import { GATEWAY_SERVICES } from '#language/aws/endpoints.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Claims } from '#language/validation/claims.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Traffic to S3 or DynamoDB goes through a NAT gateway.
 *
 * AWS charges for each gigabyte that the NAT gateway processes. A gateway endpoint is free: add `endpoint … gateway { … }` to the
 * VPC. The rule recognises S3 and DynamoDB by what endpoints serve, and by name.
 *
 * Source: Amazon VPC User Guide, "Pricing for NAT gateways"; AWS PrivateLink Guide, "Gateway endpoints".
 */
export const natMissingGatewayEndpoint: Rule = { code: 'nat-missing-gateway-endpoint', severity: 'warning', check };

function* check(network: Network, { flows }: Claims): Iterable<Remark> {
  for (const { step, trace } of [...flows.values()].flat()) {
    const service = step.to.kind === 'entity' ? network.byId.get(step.to.id) : undefined;
    if ((service?.kind !== 'host' && service?.kind !== 'network') || !isFreeService(network, service)) continue;
    const nat = trace.forward.find(({ kind }) => kindIs(kind, 'natGateway'));
    const vpc = vpcOf(network, trace.from);
    const isThere = network.endpoints.some((one) => one.type === 'gateway' && one.vpc === vpc && one.serves.includes(service.id));
    if (nat === undefined || vpc === undefined || isThere) continue;
    yield {
      subject: step.id,
      aspect: { of: 'whole' },
      message: `This traffic to ${service.label ?? service.name} goes through ${shortName(nat.at)}, which charges for each gigabyte: add a gateway endpoint to ${vpc.name}, which is free.`,
      related: [{ subject: nat.at, message: `${shortName(nat.at)} is declared here.` }],
    };
  }
}

/** The VPC of the sender. A gateway endpoint in another VPC, such as that of the NAT gateway, does not serve it. */
function vpcOf({ interfaces }: Network, sender: EntityId): Vpc | undefined {
  return interfaces.find(({ owner }) => owner === sender)?.subnet.vpc;
}

function isFreeService({ endpoints }: Network, { id, name, label }: Outside): boolean {
  const isServed = endpoints.some(({ service, serves }) => GATEWAY_SERVICES.has(service ?? '') && serves.includes(id));
  return isServed || /\b(?:s3|dynamodb)\b/i.test(`${name} ${label ?? ''}`);
}
