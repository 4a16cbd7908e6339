// A resource → what can be added to it as one line of text, with free names, blocks and zones.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import { isPublic } from '#language/network/exposure.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import { freeBlock } from '#language/network/free.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Line } from './change/lines.ts';

/** Something that can be added. */
export interface Addition {
  /** `Subnet private-2 10.0.3.0/24` */
  readonly title: string;
  readonly line: Line;
}

/** What can be added to a VPC, a subnet, a security group or a workload; nothing to other resources. */
export function additionsTo(network: Network, id: EntityId): readonly Addition[] {
  const resource = network.byId.get(id);
  if (resource === undefined) return [];
  if (resource.kind === 'vpc') return resource.isExternal ? [] : toVpc(network, resource);
  if (resource.kind === 'subnet') return toSubnet(network, resource);
  if (resource.kind === 'security-group') return ruleFor(resource);
  if (!resourceIn(resource, 'workload')) return [];
  const groups = resource.interfaces.flatMap(({ securityGroups = [] }) => securityGroups);
  return groups.slice(0, 1).flatMap(ruleFor);
}

function toVpc(network: Network, vpc: Vpc): readonly Addition[] {
  const { id } = vpc;
  const block = blockFor(network, vpc);
  const name = freeName(network, vpc, 'subnet');
  const hasGateway = network.gateways.some((gateway) => gateway.vpc === vpc && gateway.kind === 'igw');
  const gateway = freeName(network, vpc, 'internet');
  const group = freeName(network, vpc, 'group');
  return [
    ...(block === undefined
      ? []
      : [addition(id, `Subnet ${name} ${block}`, `private subnet ${name} ${block} { az ${zoneIn(network, vpc)} }`)]),
    ...(hasGateway ? [] : [addition(id, `Internet gateway ${gateway}`, `igw ${gateway}`)]),
    addition(id, `Security group ${group}`, `security-group ${group} { }`),
  ];
}

function toSubnet(network: Network, subnet: Subnet): readonly Addition[] {
  const { id, vpc } = subnet;
  const [instance, nat] = [freeName(network, vpc, 'instance'), freeName(network, vpc, 'nat')];
  const hasDefault = subnet.routeTable.routes.some(({ destination }) => destination.length === 0);
  const gateways = network.natGateways.filter((one) => one.interface.subnet.vpc === vpc);
  const near = gateways.find((one) => one.interface.subnet.az === subnet.az) ?? gateways[0];
  return [
    addition(id, `Instance ${instance}`, `instance ${instance}`),
    ...(isPublic(subnet) ? [addition(id, `NAT gateway ${nat}`, `nat ${nat} { elastic-ip }`)] : []),
    ...(hasDefault || near === undefined ? [] : [addition(id, `Route to ${near.name}`, `route 0.0.0.0/0 -> ${near.name}`)]),
  ];
}

/** A rule to be changed: HTTPS from inside the VPC opens nothing to the outside. */
function ruleFor({ id, vpc }: SecurityGroup): readonly Addition[] {
  const [block] = vpc?.prefixes ?? [];
  return block === undefined ? [] : [addition(id, `Rule in ${shortName(id)}`, `ingress tcp 443 from ${formatPrefix(block)}`)];
}

function addition(place: EntityId, title: string, line: string): Addition {
  return { title, line: { in: place, line } };
}

/** As large as the other subnets; else 256 addresses, or a part of a smaller VPC. Source: VPC User Guide, "Subnet CIDR blocks" (/16 to /28). */
function blockFor({ subnets }: Network, vpc: Vpc): string | undefined {
  const taken = subnets.filter((subnet) => subnet.vpc === vpc).flatMap(({ prefixes }) => prefixes);
  const isFourth = ({ family }: Prefix): boolean => family === 4;
  const outer = vpc.prefixes.find(isFourth);
  if (outer === undefined) return undefined;
  const length = taken.findLast(isFourth)?.length ?? Math.min(28, Math.max(24, outer.length + 2));
  const free = vpc.prefixes.filter(isFourth).flatMap((one) => freeBlock(one, taken, length) ?? [])[0];
  return free && formatPrefix(free);
}

/** The zone with the fewest subnets of the VPC. */
function zoneIn({ subnets }: Network, vpc: Vpc): string {
  const own = subnets.filter((subnet) => subnet.vpc === vpc).flatMap(({ az }) => az ?? []);
  const counts = new Map<string, number>();
  for (const az of own) counts.set(az, (counts.get(az) ?? 0) + 1);
  const [fewest] = [...counts].toSorted((a, b) => a[1] - b[1]);
  return fewest?.[0] ?? `${vpc.region ?? 'us-east-1'}a`;
}

/** `subnet-1`, or the next number that nothing in the VPC has. */
function freeName({ byId }: Network, { id }: Vpc, base: string): string {
  const isTaken = (name: string): boolean => [...byId.keys()].some((other) => other === `${id}.${name}` || other === name);
  let number = 1;
  while (isTaken(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
