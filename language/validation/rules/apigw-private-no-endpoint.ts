import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A private API needs an interface endpoint.
 *
 * Clients can call a private API only through an interface endpoint for `execute-api` that serves it. Add one to the VPC of the
 * clients: `endpoint … interface { service execute-api serves … }`.
 *
 * Source: Amazon API Gateway Developer Guide, "Private REST APIs in API Gateway".
 */
export const apigwPrivateNoEndpoint: Rule = { code: 'apigw-private-no-endpoint', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const served = new Set(network.endpoints.flatMap(({ type, serves }) => (type === 'interface' ? serves : [])));
  for (const { id, name, address } of network.apiGateways) {
    if (address !== undefined || served.has(id)) continue;
    yield {
      subject: id,
      message: `No client can call ${name}: add an interface endpoint that serves it to the VPC of the clients.`,
    };
  }
}
