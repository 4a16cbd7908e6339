import type { FlowStep } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A gateway endpoint works only for the route tables that it is associated with.
 *
 * The endpoint adds its routes to these tables. In subnets with other route tables, traffic to the service goes through a NAT
 * gateway, or has no route. Name the subnets that use the service (`subnets …`), or their route tables (`route-tables …`).
 *
 * Source: AWS PrivateLink Guide, "Gateway endpoints".
 */
export const endpointGatewayUnassociated: Rule = {
  code: 'endpoint-gateway-unassociated',
  severity: 'warning',
  isDerived: true,
  check,
};

function* check(network: Network, { flows }: Claims): Iterable<Remark> {
  const steps = [...flows.values()].flat().map(({ step }) => step);
  for (const endpoint of network.endpoints) {
    if (endpoint.type !== 'gateway' || endpoint.unknownSubnets !== undefined) continue;
    const { id, name, vpc, serves, routeTables } = endpoint;
    if (routeTables.length === 0) {
      yield { subject: id, message: `${name} is associated with no route table: name the subnets that use it, "subnets …".` };
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
      message: `Subnet ${user.subnet.name} uses the service, but its route table has no route to ${name}: add ${user.subnet.name} to "subnets".`,
      related: [{ subject: user.step.id, aspect: { of: 'whole' }, message: 'This flow goes to the service.' }],
    };
  }
}

function interfacesOf({ interfaces }: Network, { from }: FlowStep) {
  return from.kind === 'entity' ? interfaces.filter(({ owner }) => owner === from.id) : [];
}
