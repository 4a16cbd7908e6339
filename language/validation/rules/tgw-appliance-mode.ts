import type { Prefix } from '#language/network/address.ts';
import {
  type TransitAttachment,
  type TransitGateway,
  type TransitRoute,
  type TransitRouteTable,
  tableOf,
} from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { targetDoes } from '#language/network/route-table.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { vpcBehind } from '#language/validation/transit.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * Appliances in several Availability Zones may see only one direction of a connection.
 *
 * A transit gateway keeps traffic in the Availability Zone that it comes from. If both directions of a connection between two other
 * networks pass this VPC, and the networks are in different Availability Zones, they pass different appliances. Each appliance drops
 * packets of a connection that it does not know. `appliance-mode on` at the attachment keeps both directions in one Availability Zone,
 * which AWS chooses for each flow.
 *
 * Appliance mode does not help where only one direction enters by the attachment, such as in front of workloads of the same VPC. There
 * the routes must lead both directions through the same appliance.
 *
 * Source: AWS Transit Gateway Guide, "Amazon VPC attachments in AWS Transit Gateway" and "Example: Appliance in a shared services VPC".
 */
export const tgwApplianceMode: Rule = { code: 'tgw-appliance-mode', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const gateway of network.transitGateways) {
    for (const attachment of gateway.attachments) {
      const vpc = vpcBehind(network, attachment);
      if (vpc === undefined || attachment.applianceMode) continue;
      const azs = azsOfSplitConnections(network, gateway, attachment);
      if (azs.length === 0) continue;
      yield {
        subject: attachment.id,
        aspect: { of: 'target' },
        message: `The appliances of ${vpc.name} in ${listed(azs)} may each see only one direction of a connection: add "appliance-mode on" to this attachment.`,
      };
    }
  }
}

/** The Availability Zones whose appliances see different directions of one connection. */
function azsOfSplitConnections(network: Network, gateway: TransitGateway, through: TransitAttachment): readonly string[] {
  // Without appliances in the VPC, or routes that lead to it, nothing passes them.
  if (!through.subnets.some(({ routeTable }) => routeTable.routes.some(({ target }) => targetDoes(target, 'inspect')))) return [];
  const leading = new Set<TransitRouteTable | undefined>(
    gateway.routeTables.filter(({ routes }) => routes.some(({ target }) => leadsTo(target, through))),
  );
  const others = gateway.attachments
    .filter((one) => one.id !== through.id && leading.has(tableOf(gateway, one)))
    .map((one) => networkBehind(network, through, one));
  const azs = new Set<string>();
  for (const [index, one] of others.entries()) {
    for (const other of others.slice(index + 1)) {
      for (const there of passing(gateway, through, one, other)) {
        for (const back of passing(gateway, through, other, one))
          if (there.az !== back.az && there.appliance !== back.appliance) azs.add(there.az).add(back.az);
      }
    }
  }
  return through.subnets.flatMap(({ az }) => (az !== undefined && azs.has(az) ? [az] : []));
}

/** What is attached, as the sender and the receiver of connections. */
interface Attached {
  readonly attachment: TransitAttachment;
  readonly blocks: readonly Prefix[];
  /** Where its packets come from. Those of a remote site and of another transit gateway may come from any. */
  readonly azs: readonly string[];
}

function networkBehind(network: Network, through: TransitAttachment, attachment: TransitAttachment): Attached {
  const resource = network.byId.get(attachment.resource);
  const all = azsOf(through.subnets);
  if (resource?.kind === 'vpc') return { attachment, blocks: resource.prefixes, azs: azsOf(attachment.subnets) };
  if (resource?.kind === 'vpn' || resource?.kind === 'direct-connect')
    return { attachment, blocks: resource.announced, azs: all };
  return { attachment, blocks: [], azs: all };
}

function azsOf(subnets: TransitAttachment['subnets']): readonly string[] {
  return [...new Set(subnets.flatMap(({ az }) => az ?? []))];
}

/** The appliances that packets from one attached network to another pass in the VPC between them, by Availability Zone. */
function passing(
  gateway: TransitGateway,
  through: TransitAttachment,
  from: Attached,
  to: Attached,
): readonly { readonly az: string; readonly appliance: EntityId | undefined }[] {
  const routes = tableOf(gateway, from.attachment)?.routes ?? [];
  return to.blocks.flatMap((block) => {
    const target = routeAround(routes, block)?.target;
    if (target === undefined || !leadsTo(target, through)) return [];
    return through.subnets.flatMap(({ az, routeTable }) => {
      if (az === undefined || !from.azs.includes(az)) return [];
      const next = routeAround(routeTable.routes, block)?.target;
      return [{ az, appliance: next !== undefined && targetDoes(next, 'inspect') ? next.id : undefined }];
    });
  });
}

function leadsTo(target: TransitRoute['target'], { id }: TransitAttachment): boolean {
  return target.kind === 'attachment' && target.attachment === id;
}
