import type { FlowStep } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A gateway endpoint works by the routes in tables that it is associated with.
 *
 * In subnets whose table has none of its routes traffic to the service takes the usual way, through a NAT gateway or nowhere. Name
 * the subnets that use the service (`subnets …`), or their tables (`route-tables …`).
 *
 * Source: AWS PrivateLink Guide, "Gateway endpoints".
 */
export const endpointGatewayUnassociated: Rule = { code: 'endpoint-gateway-unassociated', severity: 'warning', check };

function* check(network: Network, { flows: stories }: Claims): Iterable<Remark> {
  const steps = [...stories.values()].flat().map(({ step }) => step);
  for (const endpoint of network.endpoints) {
    if (endpoint.type !== 'gateway') continue;
    const { id, name, vpc, serves, routeTables } = endpoint;
    if (routeTables.length === 0) {
      yield { subject: id, message: `No route table has the routes of ${name}: name the subnets that use it, "subnets …".` };
      continue;
    }
    const user = steps
      .filter(({ to }) => to.kind === 'entity' && serves.includes(to.id))
      .flatMap((step) => interfacesOf(network, step).map(({ subnet }) => ({ step, subnet })))
      .find(({ subnet }) => subnet.vpc === vpc && !routeTables.includes(subnet.routeTable.id));
    if (user === undefined) continue;
    yield {
      subject: id,
      aspect: { of: 'subnets' },
      message: `${user.subnet.name} uses the service, and its table has no route to ${name}: add ${user.subnet.name} to "subnets".`,
      related: [{ subject: user.step.id, aspect: { of: 'whole' }, message: 'This flow goes to the service.' }],
    };
  }
}

function interfacesOf({ interfaces }: Network, { from }: FlowStep) {
  return from.kind === 'entity' ? interfaces.filter(({ owner }) => owner === from.id) : [];
}
