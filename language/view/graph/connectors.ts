// What connects VPCs with each other and with remote sites → where it is drawn, and the links through it.

import { attachmentOf, type Peering, type SiteLink, type TransitGateway } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';

/** What connects VPCs and is in none of them. */
export type Connector = Peering | TransitGateway | SiteLink;

/** The Region in which it is drawn, beside VPCs: its own, or that of everything that it connects. */
export function regionOf(network: Network, connector: Connector): string | undefined {
  const region = ownRegion(network, connector);
  return network.vpcs.some((vpc) => vpc.region === region) ? region : undefined;
}

function ownRegion(network: Network, connector: Connector): string | undefined {
  if (connector.kind === 'transit-gateway') return connector.region ?? common(attachedRegions(network, connector));
  if (connector.kind === 'peering') return common(connector.vpcs.map(({ region }) => region));
  return common(gatewaysOf(network, connector.id).map((gateway) => ownRegion(network, gateway)));
}

function attachedRegions({ byId }: Network, { attachments }: TransitGateway): readonly (string | undefined)[] {
  return attachments.flatMap(({ resource }) => {
    const attached = byId.get(resource);
    return attached?.kind === 'vpc' ? [attached.region] : [];
  });
}

/** The transit gateways that attach a resource. */
function gatewaysOf({ transitGateways }: Network, resource: EntityId): readonly TransitGateway[] {
  return transitGateways.filter((gateway) => attachmentOf(gateway, resource) !== undefined);
}

function common(regions: readonly (string | undefined)[]): string | undefined {
  const [only, ...others] = new Set(regions);
  return others.length === 0 ? only : undefined;
}
