// Transit gateways → facts about their attachments: route tables, central egress to the internet, and subnets that use them.
import { attachmentOf, type TransitAttachment, type TransitGateway, type TransitRoute } from '#language/network/connectors.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';

/** A route of a subnet to a transit gateway that its VPC is attached to. */
export interface TransitUse {
  readonly subnet: Subnet;
  readonly route: Route;
  readonly gateway: TransitGateway;
  readonly attachment: TransitAttachment;
}

/** Every use of a transit gateway by a subnet, one for each route. */
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

/** The VPC of an attachment; `undefined` for other attached resources. */
export function vpcBehind({ byId }: Network, { resource }: TransitAttachment): Vpc | undefined {
  const found = byId.get(resource);
  return found?.kind === 'vpc' ? found : undefined;
}

/** A VPC that receives internet traffic of other VPCs through a transit gateway (`spokes`: the VPCs that use it). */
export interface CentralEgress {
  readonly gateway: TransitGateway;
  readonly attachment: TransitAttachment;
  readonly vpc: Vpc;
  readonly route: TransitRoute;
  readonly spokes: readonly Vpc[];
}

/** Every central egress VPC: the target of a default route of a transit gateway. */
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
