// A network in; the ways out of it out: from subnets through NAT and gateways to the internet.
import { formatPrefix } from '#language/network/address.ts';
import type { NatGateway, Network, Subnet, Workload } from '#language/network/network.ts';
import { facesInternet, gatewayOf, internetOf } from './gateway-of.ts';
import type { Link } from './link.ts';

/** Every way out, by the routes in force. */
export function egressLinks(network: Network): readonly Link[] {
  const links = [
    ...network.subnets.flatMap(subnetLinks),
    ...network.natGateways.flatMap(natLinks),
    ...network.workloads.flatMap(workloadLinks),
  ];
  const gateways = new Set(network.gateways.map(({ id }) => id));
  const used = new Set(links.map(({ to }) => to).filter((id) => gateways.has(id)));
  const out = [...used].flatMap((gateway) =>
    internetOf(network).map((internet): Link => ({ from: gateway, to: internet, role: 'egress', facts: [] })),
  );
  return [...links, ...out];
}

/** Private subnets: their routes to NAT and egress-only gateways. What a public subnet's things do is said thing by thing. */
function subnetLinks(subnet: Subnet): readonly Link[] {
  return subnet.routeTable.routes.flatMap(({ destination, target }): readonly Link[] => {
    if (target.kind !== 'nat' && target.kind !== 'nat-instance' && target.kind !== 'egress-igw') return [];
    const label = destination.length === 0 ? undefined : formatPrefix(destination);
    return [
      {
        from: subnet.id,
        to: target.id,
        role: 'egress',
        ...(label && { label }),
        facts: [`Route ${formatPrefix(destination)} of ${subnet.name}`],
      },
    ];
  });
}

function natLinks({ id, connectivity, interface: own }: NatGateway): readonly Link[] {
  const gateway = gatewayOf(own.subnet);
  if (connectivity !== 'public' || gateway === undefined) return [];
  return [{ from: id, to: gateway, role: 'egress', facts: [`Route of ${own.subnet.name}`] }];
}

function workloadLinks({ id, interfaces }: Workload): readonly Link[] {
  return interfaces.filter(facesInternet).flatMap(({ subnet }) => {
    const gateway = gatewayOf(subnet);
    return gateway === undefined ? [] : [{ from: id, to: gateway, role: 'egress' as const, facts: [`Route of ${subnet.name}`] }];
  });
}
