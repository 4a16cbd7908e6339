import { formatPrefix, type Prefix, samePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { isLinked, ROUTE_TARGETS, type Route } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The route table of an internet gateway allows only a few destinations and targets.
 *
 * It decides where packets from the internet go first. A destination is the whole CIDR block of the VPC or of one subnet, never a
 * prefix list. A target is an instance (its network interface) with a public address, or a Gateway Load Balancer endpoint. AWS
 * rejects everything else.
 *
 * Source: Amazon VPC User Guide, "Gateway route tables".
 */
export const gatewayTableInvalid: Rule = { code: 'gateway-table-invalid', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { vpc, routeTable } of network.gateways) {
    const own = [vpc, ...network.subnets.filter((subnet) => subnet.vpc === vpc)];
    const blocks = own.some(({ unknown }) => unknown) ? undefined : own.flatMap(({ prefixes }) => prefixes);
    for (const route of routeTable?.routes ?? []) {
      const problem = wrongTarget(network, route) ?? wrongDestination(route, blocks);
      if (problem !== undefined) yield { subject: route.id, ...problem };
    }
  }
}

type Problem = Pick<Remark, 'aspect' | 'message'>;

function wrongTarget({ byId }: Network, { target }: Route): Problem | undefined {
  if (!isLinked(target)) return undefined;
  const resource = byId.get(target.id);
  const aspect = { of: 'target' } as const;
  if (!ROUTE_TARGETS[target.kind].inGatewayTables) {
    const message = `In the route table of an internet gateway, the target must be an instance or a gateway-load-balancer endpoint: ${resource?.name ?? 'this'} is neither.`;
    return { aspect, message };
  }
  if (target.kind === 'endpoint') return undefined;
  const interfaces = resource !== undefined && 'interfaces' in resource ? resource.interfaces : [];
  if (interfaces.some(({ addresses }) => addresses.some((address) => address.public !== undefined))) return undefined;
  return {
    aspect,
    message: `${resource?.name ?? 'The instance'} needs a public address to receive packets from the internet gateway: add an elastic-ip.`,
  };
}

function wrongDestination({ destination, origin, target }: Route, blocks: readonly Prefix[] | undefined): Problem | undefined {
  if (target.kind === 'local') return undefined;
  const aspect = { of: 'destination' } as const;
  if (origin === 'prefix-list')
    return { aspect, message: 'The route table of a gateway cannot use a prefix list: name a CIDR block.' };
  if (blocks === undefined || blocks.some((block) => samePrefix(block, destination))) return undefined;
  const message = `${formatPrefix(destination)} is not the whole CIDR block of the VPC or of one of its subnets: name one of these.`;
  return { aspect, message };
}
