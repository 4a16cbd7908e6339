// A network → the links through its VPC endpoints, and through gateways whose own tables lead to an appliance.

import { formatPrefix } from '#language/network/address.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { isLinked, ROUTE_TARGETS } from '#language/network/route-table.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Link } from './link.ts';

/** From endpoints to what they serve, and from internet gateways to appliances. Routes to endpoints are ways out like others. */
export function endpointLinks(network: Network): readonly Link[] {
  return [...network.endpoints.flatMap((one) => serviceLinks(network, one)), ...network.gateways.flatMap(inspectionLinks)];
}

/** A service outside is a way out. A service of this account in another VPC is not. */
function serviceLinks({ byId }: Network, { id, type, serves }: VpcEndpoint): readonly Link[] {
  return serves.map((service): Link => {
    const served = byId.get(service);
    const isOutside = served !== undefined && resourceIn(served, 'outside');
    return {
      from: id,
      to: service,
      role: isOutside ? 'egress' : 'internal',
      facts: type === 'interface' ? ['AWS PrivateLink'] : [],
    };
  });
}

function inspectionLinks({ id, name, routeTable }: InternetGateway): readonly Link[] {
  return (routeTable?.routes ?? []).flatMap(({ destination, target }): readonly Link[] => {
    if (!isLinked(target) || !ROUTE_TARGETS[target.kind].inGatewayTables) return [];
    const block = formatPrefix(destination);
    return [{ from: id, to: target.id, role: 'ingress', label: block, facts: [`Route ${block} of ${name}`] }];
  });
}
