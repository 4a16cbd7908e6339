// A transit gateway → a router with a device in each subnet that it is attached to; a table of its own for what comes in by each of them.
// Facts 13.10 (a sender needs an attachment in its AZ), 13.13 and 13.14 (tables), 13.18 and 13.19 (AZs), 13.20 (network ACLs).
import { formatPrefix, samePrefix } from '#language/network/address.ts';
import type { TransitAttachment, TransitGateway, TransitRoute } from '#language/network/connectors.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';

/** The subnet by which packets of this router get to the gateway; without one they are dropped. */
export function attachmentSubnetOf(
  { attachments }: TransitGateway,
  { vpc, subnet }: { readonly vpc: Vpc; readonly subnet?: Subnet },
): Subnet | undefined {
  const attachment = attachments.find(({ resource }) => resource === vpc.id);
  return attachment && inAz(attachment, subnet?.az);
}

/** If the file names no AZ, any subnet counts. */
function inAz({ subnets }: TransitAttachment, az: string | undefined): Subnet | undefined {
  if (az === undefined) return subnets[0];
  return subnets.find((subnet) => subnet.az === az) ?? subnets.find((subnet) => subnet.az === undefined);
}

/** The gateway. VPNs, Direct Connect and other transit gateways are not built, and no question needs them. */
export function addTransitGateway(plan: Plan, names: Names, gateway: TransitGateway): void {
  const name = names.transit(gateway);
  plan.add(name, gateway.id);
  plan.ip(name, 'route add blackhole default', '-6 route add blackhole default');
  const attachmentSubnets = gateway.attachments.flatMap((attachment) =>
    attachment.subnets.map((subnet) => ({ attachment, subnet })),
  );
  for (const [index, { subnet }] of attachmentSubnets.entries()) {
    if (plan.isCabled(name, names.subnet(subnet))) continue;
    plan.cable(name, names.subnet(subnet), names.subnet(subnet), name);
    for (const family of ['-4', '-6']) plan.ip(name, `${family} rule add iif ${names.subnet(subnet)} lookup ${index + 1}`);
  }
  for (const [index, { attachment, subnet }] of attachmentSubnets.entries()) {
    const table = gateway.routeTables.find(({ id }) => id === attachment.association);
    for (const route of inForce(table?.routes ?? [])) {
      const out = wayOut(gateway, route, subnet.az);
      const block = formatPrefix(route.destination);
      const way = out === undefined ? `blackhole ${block}` : `${block} dev ${names.subnet(out)}`;
      plan.ip(name, `-${route.destination.family} route replace ${way} table ${index + 1}`);
    }
    for (const family of ['-4', '-6']) plan.ip(name, `${family} route append blackhole default table ${index + 1} metric 9999`);
  }
}

function inForce(routes: readonly TransitRoute[]): readonly TransitRoute[] {
  return routes.filter((route) => {
    const rivals = routes.filter(({ destination }) => samePrefix(destination, route.destination));
    return rivals.toSorted((a, b) => RANK.indexOf(a.origin) - RANK.indexOf(b.origin))[0] === route;
  });
}

const RANK: readonly TransitRoute['origin'][] = ['static', 'prefix-list', 'vpc', 'direct-connect', 'vpn'];

function wayOut({ attachments }: TransitGateway, { target }: TransitRoute, az: string | undefined): Subnet | undefined {
  const out = target.kind === 'attachment' ? attachments.find(({ id }) => id === target.attachment) : undefined;
  if (out === undefined || out.type !== 'vpc') return undefined;
  return out.applianceMode ? out.subnets[0] : (inAz(out, az) ?? out.subnets[0]);
}

/** Whether a group of one VPC may be named in inbound rules of another one because of a gateway between them. Fact 3.11. */
export function namesPass({ transitGateways }: Network, a: Vpc, b: Vpc): boolean {
  return transitGateways.some(
    ({ securityGroupReferences, attachments }) =>
      securityGroupReferences && [a, b].every(({ id }) => attachments.some(({ resource }) => resource === id)),
  );
}
