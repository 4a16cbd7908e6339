import type { Network } from '#language/network/network.ts';
import { routesThrough } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT gateway cannot serve the subnet where it stands.
 *
 * Its own packets follow the routes of its subnet: if these lead to the NAT gateway, they come back to it for ever, and so do
 * those of its neighbours. Put the NAT gateway into a public subnet and its clients into private ones.
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
      message: `${name} stands in ${subnet.name} itself, so its own packets come back to it: give ${name} a public subnet of its own.`,
      related: [{ subject: id, message: `${name} stands here.` }],
    };
  }
}
