// A resource of the network → its box, without the boxes inside it.
import { formatAddress, formatPrefix, type Prefix } from '#language/network/address.ts';
import { exposureOf } from '#language/network/exposure.ts';
import type { Interface } from '#language/network/interface.ts';
import { type KindThat, kindIs, resourceIn, resourceIs } from '#language/network/kinds.ts';
import type { Entity } from '#language/network/network.ts';
import type { Unknown } from '#language/network/unknown.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Box, BoxKind } from './diagram.ts';
import {
  apiGatewayFacts,
  gatewayFacts,
  loadBalancerFacts,
  membersText,
  natFacts,
  outsideFacts,
  subnetFacts,
  vpcFacts,
  workloadFacts,
} from './facts.ts';
import {
  clientVpnFacts,
  endpointFacts,
  kubernetesServiceFacts,
  peeringFacts,
  regionalNatFacts,
  resolverEndpointFacts,
  siteLinkFacts,
  transitGatewayFacts,
} from './link-facts.ts';

/** The resources that have a box of their own. */
export type Pictured = Extract<Entity, { readonly kind: KindThat<'box'> }>;

/** Whether a resource has a box of its own: rules, tables and flows have none. */
export function isPictured(entity: Entity | undefined): entity is Pictured {
  return entity !== undefined && resourceIs(entity, 'box');
}

/** The box of one resource, without children. */
export function boxOf(resource: Pictured): Box {
  const detail = detailOf(resource);
  const isUnknown = resource.kind === 'vpc' && resource.isExternal === true;
  return {
    id: resource.id,
    kind: kindOf(resource),
    entity: resource.id,
    label: `${resource.label ?? resource.name}${isUnknown ? ' ?' : ''}`,
    ...(detail !== '' && { detail }),
    ...(isUnknown && { isUnknown }),
    ...(resource.kind === 'subnet' && { exposure: exposureOf(resource).kind }),
    facts: factsOf(resource),
    children: [],
  };
}

function kindOf(resource: Pictured): BoxKind {
  if (resource.kind !== 'endpoint') return resource.kind;
  if (resource.type === 'gateway') return 'gateway-endpoint';
  return resource.type === 'firewall' ? 'firewall' : 'endpoint';
}

function detailOf(resource: Pictured): string {
  if (resourceIn(resource, 'workload')) return workloadDetail(resource);
  switch (resource.kind) {
    case 'vpc':
    case 'subnet':
      return blocksText(resource);
    case 'igw':
      return 'Internet gateway';
    case 'egress-igw':
      return 'Egress-only gateway';
    case 'nat':
      return addressesOf([resource.interface]).join(' · ');
    case 'alb':
    case 'nlb':
    case 'clb':
    case 'gwlb':
      return [
        ...(resource.scheme === 'internal' && resource.kind !== 'gwlb' ? ['internal'] : []),
        ...addressesOf(resource.nodes),
      ].join(' · ');
    case 'regional-nat':
      return ['regional', ...resource.addresses.slice(0, 1).map(({ public: own }) => formatAddress(own))].join(' · ');
    case 'endpoint':
      return [ENDPOINT_DETAILS[resource.type], ...addressesOf(resource.interfaces)].join(' · ');
    case 'resolver-endpoint':
      return [resource.direction === 'inbound' ? 'Inbound DNS' : 'Outbound DNS', ...addressesOf(resource.interfaces)].join(' · ');
    case 'client-vpn':
      return ['Client VPN', ...(resource.clients ? [formatPrefix(resource.clients)] : [])].join(' · ');
    case 'kubernetes-service':
      return `NodePort ${resource.nodePort}`;
    case 'peering':
      return 'Peering';
    case 'transit-gateway':
      return 'Transit gateway';
    case 'vpn':
      return 'VPN';
    case 'direct-connect':
      return 'Direct Connect';
    case 'api-gateway':
      return resource.address === undefined ? 'private API' : formatAddress(resource.address);
    case 'internet':
      return '';
    case 'host':
    case 'network':
      return resource.prefixes
        .map((prefix) => (prefix.first === prefix.last ? formatPrefix(prefix).split('/')[0] : formatPrefix(prefix)))
        .join(', ');
  }
}

/** `10.0.0.0/16, ?` where there may be further blocks. */
function blocksText({ prefixes, unknown }: { readonly prefixes: readonly Prefix[]; readonly unknown?: Unknown }): string {
  return [...prefixes.map(formatPrefix), ...(unknown ? ['?'] : [])].join(', ');
}

function workloadDetail(workload: Workload): string {
  if (resourceIs(workload, 'members')) return [membersText(workload.interfaces), ...placesOf(workload.interfaces)].join(' · ');
  return [...addressesOf(placingInterfaces(workload)), ...(workload.engine === undefined ? [] : [workload.engine])].join(' · ');
}

const ENDPOINT_DETAILS: Readonly<Record<VpcEndpoint['type'], string>> = {
  gateway: 'Gateway endpoint',
  interface: 'endpoint',
  'gateway-load-balancer': 'GWLBE',
  'instance-connect': 'EIC endpoint',
  firewall: 'Firewall',
};

/** Where a workload is drawn: an instance at its first interface, anything else around all its interfaces. */
export function placingInterfaces({ kind, interfaces }: Workload): readonly Interface[] {
  return kindIs(kind, 'machine') ? interfaces.slice(0, 1) : interfaces;
}

/** One interface: its addresses. Several: only where they are; the tooltip has the rest. */
function addressesOf(interfaces: readonly Interface[]): readonly string[] {
  const [first, second] = interfaces;
  if (first === undefined || second !== undefined) return placesOf(interfaces);
  return first.addresses
    .slice(0, 1)
    .flatMap(({ private: own, public: mapped }) => [own, mapped].filter((one) => one !== undefined).map(formatAddress));
}

function placesOf(interfaces: readonly Interface[]): readonly string[] {
  const names = [...new Set(interfaces.map(({ subnet }) => subnet.name))];
  return names.length > 2 ? [`${names.length} subnets`] : names;
}

function factsOf(resource: Pictured): readonly string[] {
  if (resourceIn(resource, 'workload')) return workloadFacts(resource);
  switch (resource.kind) {
    case 'vpc':
      return vpcFacts(resource);
    case 'subnet':
      return subnetFacts(resource);
    case 'igw':
    case 'egress-igw':
      return gatewayFacts(resource);
    case 'nat':
      return natFacts(resource);
    case 'alb':
    case 'nlb':
    case 'clb':
    case 'gwlb':
      return loadBalancerFacts(resource);
    case 'regional-nat':
      return regionalNatFacts(resource);
    case 'endpoint':
      return endpointFacts(resource);
    case 'resolver-endpoint':
      return resolverEndpointFacts(resource);
    case 'client-vpn':
      return clientVpnFacts(resource);
    case 'kubernetes-service':
      return kubernetesServiceFacts(resource);
    case 'peering':
      return peeringFacts(resource);
    case 'transit-gateway':
      return transitGatewayFacts(resource);
    case 'vpn':
    case 'direct-connect':
      return siteLinkFacts(resource);
    case 'api-gateway':
      return apiGatewayFacts(resource);
    case 'internet':
    case 'host':
    case 'network':
      return outsideFacts(resource);
  }
}
