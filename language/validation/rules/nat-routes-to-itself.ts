import type { Network } from '#language/network/network.ts';
import { routesThrough } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway cannot serve the subnet that it is in.
 *
 * Packets of the NAT gateway follow the routes of its own subnet. If these lead to the NAT gateway, they form a loop, also for
 * other resources in the subnet. Put the NAT gateway in a public subnet and its clients in private ones.
 *
 * Source: Amazon VPC User Guide, "NAT gateway basics".
 */
export const natRoutesToItself: Rule = { code: 'nat-routes-to-itself', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const instances = network.workloads.filter(({ kind }) => kind === 'nat-instance');
  const places = [
    ...network.natGateways.map(({ id, name, interface: own }) => ({ id, name, subnet: own.subnet })),
    ...instances.flatMap(({ id, name, interfaces }) => interfaces.map(({ subnet }) => ({ id, name, subnet }))),
  ];
  for (const { id, name, subnet } of places) {
    const route = routesThrough(subnet, id);
    if (route === undefined) continue;
    yield {
      subject: route.id,
      aspect: { of: 'target' },
      message: `${name} is itself in ${subnet.name}, so its packets return to it: move ${name} to another, public subnet.`,
      related: [{ subject: id, message: `${name} is in ${subnet.name}.` }],
    };
  }
}
