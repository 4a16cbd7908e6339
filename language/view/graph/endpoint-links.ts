// A network → the links through its VPC endpoints, and through gateways whose own tables lead to an appliance.

import { covers, formatPrefix } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import type { ResolverRule } from '#language/network/dns.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { isLinked, ROUTE_TARGETS } from '#language/network/route-table.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Link } from './link.ts';

/** From endpoints to what they serve and to DNS servers, and from internet gateways to appliances. Routes to endpoints are ways out like others. */
export function endpointLinks(network: Network): readonly Link[] {
  return [
    ...network.endpoints.flatMap((one) => serviceLinks(network, one)),
    ...network.gateways.flatMap(inspectionLinks),
    ...network.resolverRules.flatMap((one) => forwardingLinks(network, one)),
  ];
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
      madeBy: id,
      facts: type === 'interface' ? ['AWS PrivateLink'] : [],
    };
  });
}

/** From an outbound endpoint to the DNS servers of a rule. */
function forwardingLinks(network: Network, { id: rule, name, domain, endpoint, targets }: ResolverRule): readonly Link[] {
  if (endpoint === undefined) return [];
  return targets.flatMap((target) =>
    serverOf(network, target).map((id): Link => {
      const server = network.byId.get(id);
      const isOutside = server !== undefined && resourceIn(server, 'outside');
      return {
        from: endpoint,
        to: id,
        role: isOutside ? 'egress' : 'internal',
        label: domain === '' ? 'all names' : domain,
        madeBy: rule,
        facts: [`Rule ${name} forwards queries to ${target.text}`],
      };
    }),
  );
}

/** The resource with this name, or the smallest network with this address. */
function serverOf({ outside }: Network, target: Selector): readonly EntityId[] {
  if (target.kind === 'entity') return [target.id];
  if (target.kind !== 'prefix') return [];
  const { prefix } = target;
  const around = outside.flatMap(({ kind, id, prefixes }) =>
    kind === 'internet' ? [] : prefixes.filter((block) => covers(block, prefix)).map(({ length }) => ({ id, length })),
  );
  return around
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 1)
    .map(({ id }) => id);
}

function inspectionLinks({ id, name, routeTable }: InternetGateway): readonly Link[] {
  return (routeTable?.routes ?? []).flatMap(({ id: route, destination, target }): readonly Link[] => {
    if (!isLinked(target) || !ROUTE_TARGETS[target.kind].inGatewayTables) return [];
    const block = formatPrefix(destination);
    return [{ from: id, to: target.id, role: 'ingress', label: block, madeBy: route, facts: [`Route ${block} of ${name}`] }];
  });
}
