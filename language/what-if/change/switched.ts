// Changes of one attribute of a resource.
import type { ExplicitParts } from '#language/network/build/explicit.ts';
import type { EntityId } from '#language/network/id.ts';
import type { InterfaceAddress } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Switch } from './change.ts';
import { freePublicAddress } from './interfaces.ts';
import { withChanged } from './with-changed.ts';

/** With the attribute set. */
export function switched(network: Network, parts: ExplicitParts, { resource, setting }: Switch): ExplicitParts {
  switch (setting) {
    case 'source-dest-check off':
      return { ...parts, workloads: withoutCheck(parts, resource) };
    case 'public-ip':
      return { ...parts, workloads: withPublicAddress(network, parts, resource) };
    case 'cross-zone on':
      return { ...parts, loadBalancers: withChanged(parts.loadBalancers, resource, (one) => ({ ...one, crossZone: true })) };
    case 'enforce-on-privatelink off':
      return {
        ...parts,
        loadBalancers: withChanged(parts.loadBalancers, resource, (one) => ({ ...one, enforcesOnPrivateLink: false })),
      };
    case 'preserve-client-ip on':
    case 'preserve-client-ip off': {
      const preserveClientIp = setting === 'preserve-client-ip on';
      return { ...parts, targetGroups: withChanged(parts.targetGroups, resource, (one) => ({ ...one, preserveClientIp })) };
    }
    case 'security-group-references on':
      return {
        ...parts,
        transitGateways: withChanged(parts.transitGateways, resource, (one) => ({ ...one, securityGroupReferences: true })),
      };
    case 'dns-support on':
      return { ...parts, vpcs: withChanged(parts.vpcs, resource, (one) => ({ ...one, dnsSupport: true })) };
    case 'dns-hostnames on':
      return { ...parts, vpcs: withChanged(parts.vpcs, resource, (one) => ({ ...one, dnsHostnames: true })) };
  }
}

function withoutCheck({ workloads }: ExplicitParts, resource: EntityId): ExplicitParts['workloads'] {
  return withChanged(workloads, resource, (workload) => ({
    ...workload,
    interfaces: workload.interfaces.map((one) => ({ ...one, sourceDestCheck: false })),
  }));
}

/** AWS assigns the public address to the first private IPv4 address of the interface. */
function withPublicAddress(network: Network, { workloads }: ExplicitParts, resource: EntityId): ExplicitParts['workloads'] {
  const shown = freePublicAddress(network);
  if (shown === undefined) return workloads;
  return withChanged(workloads, resource, (workload) => ({
    ...workload,
    interfaces: workload.interfaces.map((one, index) => {
      const first = one.addresses.find((own) => own.private.family === 4);
      const addresses = one.addresses.map(
        (own): InterfaceAddress => (own === first ? { ...own, public: shown, publicDeclared: false } : own),
      );
      return index === 0 ? { ...one, addresses } : one;
    }),
  }));
}
