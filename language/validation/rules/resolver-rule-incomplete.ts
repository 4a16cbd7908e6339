import type { ResolverRule } from '#language/network/dns.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A resolver rule forwards no queries: it names no DNS server, no VPC, or no outbound endpoint.
 *
 * Queries leave through the interfaces of an outbound endpoint. Inbound endpoints take queries and send none.
 *
 * Source: Amazon Route 53 Developer Guide, "Values that you specify when you create or edit rules".
 */
export const resolverRuleIncomplete: Rule = { code: 'resolver-rule-incomplete', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const rule of network.resolverRules) {
    const { id, name, targets, vpcs } = rule;
    if (targets.length === 0) yield { subject: id, message: `${name} names no DNS server: add a line "forward ADDRESS".` };
    if (vpcs.length === 0) yield { subject: id, message: `${name} applies in no VPC: add a line "vpcs …".` };
    yield* withoutEndpoint(network, rule);
  }
}

function* withoutEndpoint({ byId }: Network, { id, name, endpoint }: ResolverRule): Iterable<Remark> {
  if (endpoint === undefined) {
    yield { subject: id, message: `${name} has no outbound endpoint: add a line "via ENDPOINT".` };
    return;
  }
  const resource = byId.get(endpoint);
  if (resource?.kind !== 'resolver-endpoint' || resource.direction === 'outbound') return;
  const message = `${resource.name} is an inbound endpoint and sends no queries: name an outbound one.`;
  yield {
    subject: id,
    aspect: { of: 'via' },
    message,
    related: [{ subject: endpoint, message: `${resource.name} is inbound.` }],
  };
}
