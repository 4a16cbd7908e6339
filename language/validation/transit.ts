// Transit gateways → what attachments decide: the tables asked, the ways out to the internet, the subnets that send.
import type { TransitAttachment, TransitGateway, TransitRoute, TransitRouteTable } from '#language/network/connectors.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { attachmentOf } from './connected.ts';

/** A route of a subnet's table to a transit gateway that attaches its VPC. */
export interface TransitUse {
  readonly subnet: Subnet;
  readonly route: Route;
  readonly gateway: TransitGateway;
  readonly attachment: TransitAttachment;
}

/** Every subnet that sends through a transit gateway, route by route. */
export const transitUses = perObject((network: Network): readonly TransitUse[] => {
  const gateways = new Map(network.transitGateways.map((one) => [one.id, one]));
  return network.subnets.flatMap((subnet) =>
    subnet.routeTable.routes.flatMap((route) => {
      const { target } = route;
      const gateway = target.kind === 'transit-gateway' ? gateways.get(target.id) : undefined;
      const attachment = gateway && attachmentOf(gateway, subnet.vpc.id);
      return gateway === undefined || attachment === undefined ? [] : [{ subnet, route, gateway, attachment }];
    }),
  );
});

/** The table that decides about what comes from an attachment. */
export function tableOf({ routeTables }: TransitGateway, { association }: TransitAttachment): TransitRouteTable | undefined {
  return routeTables.find(({ id }) => id === association);
}

/** The VPC behind an attachment. */
export function vpcBehind({ byId }: Network, { resource: thing }: TransitAttachment): Vpc | undefined {
  const found = byId.get(thing);
  return found?.kind === 'vpc' ? found : undefined;
}

/** A VPC to which a transit gateway sends what leads to the internet, with the VPCs that use it. */
export interface CentralEgress {
  readonly gateway: TransitGateway;
  readonly attachment: TransitAttachment;
  readonly vpc: Vpc;
  readonly route: TransitRoute;
  readonly spokes: readonly Vpc[];
}

/** Every central way out: default routes to the attachment of a VPC. */
export const centralEgresses = perObject((network: Network): readonly CentralEgress[] =>
  network.transitGateways.flatMap((gateway) =>
    gateway.attachments.flatMap((attachment) => {
      const vpc = vpcBehind(network, attachment);
      const tables = gateway.routeTables.filter(({ routes }) => routes.some((one) => isDefaultTo(one, attachment)));
      const route = tables.flatMap(({ routes }) => routes).find((one) => isDefaultTo(one, attachment));
      if (vpc === undefined || route === undefined) return [];
      const spokes = gateway.attachments
        .filter(({ id, association }) => id !== attachment.id && tables.some((table) => table.id === association))
        .flatMap((one) => vpcBehind(network, one) ?? []);
      return [{ gateway, attachment, vpc, route, spokes }];
    }),
  ),
);

function isDefaultTo({ destination, target }: TransitRoute, { id }: TransitAttachment): boolean {
  return destination.length === 0 && target.kind === 'attachment' && target.attachment === id;
}
