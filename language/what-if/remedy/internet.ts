// A packet that cannot go to the internet or to an AWS service → a public address, a way through a NAT gateway, or a VPC endpoint.
import { GATEWAY_SERVICES, INTERFACE_SERVICES } from '#language/aws/endpoints.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import { hasName } from '#language/network/route-table.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import { routeOptionsTo } from '#language/validation/route-options.ts';
import type { AddRoute, Change } from '#language/what-if/change/change.ts';
import { isDeclared, namesFor } from '#language/what-if/change/naming.ts';
import { type Blocked, type Candidate, hopsBefore, type Remedy, together } from './blocked.ts';

/** A route through a NAT gateway to the destination alone, or a public address for the sender. */
export const leaveVpc: Remedy = (blocked) => {
  const { network, hop } = blocked;
  const { decision, packet } = hop;
  if (decision.kind !== 'internet-gateway' || decision.result !== 'no-public-address') return [];
  const sender = lookupIn(network).privateOwner(decision.gateway.vpc, decision.source)?.interface;
  if (sender === undefined) return [];
  const used = hopsBefore(blocked).findLast((one) => one.decision.kind === 'route')?.decision;
  const length = used?.kind === 'route' ? used.route.destination.length : 0;
  const { subnet } = sender;
  const place = hasName(subnet.routeTable) ? subnet.routeTable.id : subnet.id;
  const routes = routeOptionsTo(network, { at: subnet.id, vpc: subnet.vpc, subnet }, packet.destination).flatMap(
    (option): readonly Candidate[] => {
      if (option.kind !== 'route' || option.target.kind === 'igw' || !option.destinations.every((one) => one.length > length))
        return [];
      return [
        together(
          ...option.destinations.map(
            (prefix): AddRoute => ({ kind: 'add-route', place, destination: { kind: 'prefix', prefix }, target: option.target }),
          ),
        ),
      ];
    },
  );
  return [...routes, ...publicAddressFor(network, sender)];
};

/** A function gets no public address, and a resource in several subnets has no single interface for it. */
function publicAddressFor(network: Network, { owner }: Interface): readonly Candidate[] {
  const resource = network.byId.get(owner);
  if (resource === undefined || !resourceIn(resource, 'workload') || !isDeclared(owner)) return [];
  if (resource.kind === 'lambda' || resource.interfaces.length !== 1) return [];
  return [together({ kind: 'switch', resource: owner, setting: 'public-ip' })];
}

/** A VPC endpoint for an AWS service that the sender cannot reach otherwise. */
export const addEndpoint: Remedy = (blocked) => {
  const { network, direction, hop, trace } = blocked;
  const { decision } = hop;
  const isLost =
    decision.kind === 'no-route' || (decision.kind === 'internet-gateway' && decision.result === 'no-public-address');
  const served = network.byId.get(trace.to);
  const sender = senderOf(blocked);
  if (!isLost || direction === 'return' || sender === undefined) return [];
  if (served?.kind !== 'host' && served?.kind !== 'network') return [];
  const service = serviceOf(network, served);
  const { vpc } = sender.subnet;
  const isThere = network.endpoints.some((one) => one.vpc === vpc && one.serves.includes(served.id));
  if (service === undefined || isThere) return [];
  return endpointFor(blocked, sender, served, service);
};

function senderOf({ network, trace: { from, packet } }: Blocked): Interface | undefined {
  return network.interfaces.find(
    ({ owner, addresses }) =>
      owner === from &&
      addresses.some((own) => own.private.family === packet.source.family && own.private.bits === packet.source.bits),
  );
}

function endpointFor(
  { network, trace, written }: Blocked,
  { subnet }: Interface,
  { id: serves, name: served }: Outside,
  service: string,
): readonly Candidate[] {
  const { vpc } = subnet;
  const name = `${served}-endpoint`;
  const isTaken = [name, `${name}-clients`].some((one) => network.byId.has(`${vpc.id}.${one}` as typeof vpc.id));
  const common = { kind: 'add-endpoint', vpc: vpc.id, name, service, serves, subnet: subnet.id } as const;
  if (isTaken) return [];
  if (GATEWAY_SERVICES.has(service)) return [together(common)];
  if (trace.packet.protocol !== 'tcp' || trace.packet.destinationPort?.number !== 443) return [];
  const filter = network.securityGroups.find((group) => group.vpc === vpc);
  const [clients] = filter === undefined ? [] : namesFor({ network, filter, written: written.blocks }, trace.packet.source);
  if (clients === undefined) return [];
  const dns: readonly Change[] = [
    ...(vpc.dnsSupport ? [] : [{ kind: 'switch', resource: vpc.id, setting: 'dns-support on' } as const]),
    ...(vpc.dnsHostnames ? [] : [{ kind: 'switch', resource: vpc.id, setting: 'dns-hostnames on' } as const]),
  ];
  return [together({ ...common, clients }, ...dns)];
}

/** The AWS service that a host or network stands for: an endpoint serves it elsewhere, or its name is that of the service. */
function serviceOf({ endpoints }: Network, { id, name }: Outside): string | undefined {
  const known = endpoints.find(({ serves, service }) => serves.includes(id) && service !== undefined)?.service;
  if (known !== undefined) return known;
  return [...GATEWAY_SERVICES, ...INTERFACE_SERVICES].find((service) => service.replaceAll('.', '-') === name);
}
