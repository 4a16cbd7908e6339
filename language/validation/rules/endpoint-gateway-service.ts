import { GATEWAY_SERVICES } from '#language/aws/endpoints.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Gateway endpoints exist only for Amazon S3 and DynamoDB.
 *
 * All other AWS services use interface endpoints. Write `interface` instead of `gateway`, and name subnets and a security group.
 *
 * Source: AWS PrivateLink Guide, "Gateway endpoints".
 */
export const endpointGatewayService: Rule = { code: 'endpoint-gateway-service', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, type, service } of network.endpoints) {
    if (type !== 'gateway' || service === undefined || GATEWAY_SERVICES.has(service)) continue;
    yield {
      subject: id,
      aspect: { of: 'service' },
      message: `${service} has no gateway endpoint; only S3 and DynamoDB do: make ${name} an interface endpoint.`,
    };
  }
}
