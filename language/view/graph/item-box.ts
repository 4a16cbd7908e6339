// A thing of the network in; its box out, without the boxes inside it.
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import { exposureOf } from '#language/network/exposure.ts';
import type {
  ApiGateway,
  Entity,
  Interface,
  InternetGateway,
  KubernetesService,
  LoadBalancer,
  NatGateway,
  Outside,
  Peering,
  RegionalNat,
  SiteLink,
  Subnet,
  TransitGateway,
  Vpc,
  VpcEndpoint,
  Workload,
} from '#language/network/network.ts';
import type { Box } from './diagram.ts';
import {
  apiGatewayFacts,
  gatewayFacts,
  loadBalancerFacts,
  natFacts,
  outsideFacts,
  subnetFacts,
  vpcFacts,
  workloadFacts,
} from './facts.ts';
import {
  endpointFacts,
  kubernetesServiceFacts,
  peeringFacts,
  regionalNatFacts,
  siteLinkFacts,
  transitGatewayFacts,
} from './link-facts.ts';

/** The things that have a box of their own. */
export type Pictured =
  | Vpc
  | Subnet
  | Workload
  | InternetGateway
  | NatGateway
  | RegionalNat
  | VpcEndpoint
  | KubernetesService
  | Peering
  | TransitGateway
  | SiteLink
  | LoadBalancer
  | ApiGateway
  | Outside;

const WITHOUT_BOX: ReadonlySet<Entity['kind']> = new Set<Entity['kind']>([
  'route-table',
  'security-group',
  'network-acl',
  'target-group',
  'prefix-list',
  'flow',
  'view',
]);

/** Whether a thing has a box of its own: rules, tables and claims have none. */
export function isPictured(entity: Entity | undefined): entity is Pictured {
  return entity !== undefined && !WITHOUT_BOX.has(entity.kind);
}

/** The box of one thing, still empty. */
export function boxOf(thing: Pictured): Box {
  const detail = detailOf(thing);
  return {
    id: thing.id,
    kind: thing.kind === 'endpoint' && thing.type === 'gateway' ? 'gateway-endpoint' : thing.kind,
    entity: thing.id,
    label: thing.label ?? thing.name,
    ...(detail !== '' && { detail }),
    ...(thing.kind === 'subnet' && { exposure: exposureOf(thing).kind }),
    facts: factsOf(thing),
    children: [],
  };
}

function detailOf(thing: Pictured): string {
  switch (thing.kind) {
    case 'vpc':
    case 'subnet':
      return thing.prefixes.map(formatPrefix).join(', ');
    case 'igw':
      return 'Internet gateway';
    case 'egress-igw':
      return 'Egress-only gateway';
    case 'nat':
      return addressesOf([thing.interface]).join(' · ');
    case 'alb':
    case 'nlb':
      return [...(thing.scheme === 'internal' ? ['internal'] : []), ...addressesOf(thing.nodes)].join(' · ');
    case 'regional-nat':
      return ['regional', ...thing.addresses.slice(0, 1).map(({ public: own }) => formatAddress(own))].join(' · ');
    case 'endpoint':
      return [ENDPOINT_DETAILS[thing.type], ...addressesOf(thing.interfaces)].join(' · ');
    case 'kubernetes-service':
      return `NodePort ${thing.nodePort}`;
    case 'peering':
      return 'Peering';
    case 'transit-gateway':
      return 'Transit gateway';
    case 'vpn':
      return 'VPN';
    case 'direct-connect':
      return 'Direct Connect';
    case 'api-gateway':
      return thing.address === undefined ? 'private API' : formatAddress(thing.address);
    case 'internet':
      return '';
    case 'host':
    case 'network':
      return thing.prefixes
        .map((prefix) => (prefix.first === prefix.last ? formatPrefix(prefix).split('/')[0] : formatPrefix(prefix)))
        .join(', ');
    default:
      return [...addressesOf(homeInterfaces(thing)), ...(thing.engine === undefined ? [] : [thing.engine])].join(' · ');
  }
}

const ENDPOINT_DETAILS: Readonly<Record<VpcEndpoint['type'], string>> = {
  gateway: 'Gateway endpoint',
  interface: 'endpoint',
  'gateway-load-balancer': 'GWLBE',
  'instance-connect': 'EIC endpoint',
};

/** Where a workload stands: a machine where its first interface is, however many others it has; everything else where all of them are. */
export function homeInterfaces({ kind, interfaces }: Workload): readonly Interface[] {
  return MACHINES.has(kind) ? interfaces.slice(0, 1) : interfaces;
}

const MACHINES: ReadonlySet<Workload['kind']> = new Set<Workload['kind']>(['instance', 'nat-instance', 'node', 'pod']);

/** One interface: its addresses. Several: only where they are, the tooltip has the rest. */
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

function factsOf(thing: Pictured): readonly string[] {
  switch (thing.kind) {
    case 'vpc':
      return vpcFacts(thing);
    case 'subnet':
      return subnetFacts(thing);
    case 'igw':
    case 'egress-igw':
      return gatewayFacts(thing);
    case 'nat':
      return natFacts(thing);
    case 'alb':
    case 'nlb':
      return loadBalancerFacts(thing);
    case 'regional-nat':
      return regionalNatFacts(thing);
    case 'endpoint':
      return endpointFacts(thing);
    case 'kubernetes-service':
      return kubernetesServiceFacts(thing);
    case 'peering':
      return peeringFacts(thing);
    case 'transit-gateway':
      return transitGatewayFacts(thing);
    case 'vpn':
    case 'direct-connect':
      return siteLinkFacts(thing);
    case 'api-gateway':
      return apiGatewayFacts(thing);
    case 'internet':
    case 'host':
    case 'network':
      return outsideFacts(thing);
    default:
      return workloadFacts(thing);
  }
}
