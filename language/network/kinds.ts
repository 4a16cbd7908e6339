// The table of kinds: the name of each kind of resource, and what it is and can do. All code that depends on the kind uses it.
import type { EPHEMERAL_PORTS } from '#language/aws/ports.ts';

/** What is true of some kinds only. */
export type Flag =
  // Of whole categories.
  /** Has a box of its own in diagrams. */
  | 'box'
  /** A part of the network: a frame in diagrams, and a stop of a packet only where the packet is dropped. */
  | 'frame'
  /** Connects VPCs, and is in none of them. */
  | 'connector'
  /** Can fail: `--without` can remove it. */
  | 'removable'
  // Of single kinds.
  /** Can be one end of a connection, in a flow, in an expectation and on the command line. */
  | 'end'
  /** Opens connections by itself. Gateways only pass packets on; load balancers only connect to their targets. */
  | 'opensConnections'
  /** Runs software that calls services outside of its VPC, at least for updates. */
  | 'callsServices'
  /** A route can lead to it. Some must meet a further condition: an endpoint must be a Gateway Load Balancer endpoint. */
  | 'routeTarget'
  /** Needs a security group that allows outbound connections to be of use. */
  | 'mustSend'
  /** Needs a security group that allows inbound connections to be of use. */
  | 'mustReceive'
  /** A zonal or regional NAT gateway. Block Public Access in `ingress-only` mode lets its connections out. */
  | 'natGateway'
  /** Forwards packets of other senders, so that the receiver does not see the sender's interface. */
  | 'passesOn'
  /** Forwards packets of other hosts unchanged, so that a network can be behind it. */
  | 'forwards'
  /** Implies its subnet where a path is written as names: `worker → nat-a → main`. */
  | 'impliesSubnet'
  /** Several equal machines, one at each interface: AWS chooses the one that sends, and a sender the one that it calls. */
  | 'members'
  /** One machine. Its box is in the subnet of its first interface, even if it has more. */
  | 'machine'
  /** Left out of diagrams of depth `subnets`, which show how subnets are connected. */
  | 'leftOutAtSubnets';

/** One row of the table. */
interface Kind {
  /** The word or words of the language that declare it. */
  readonly word: string;
  /** Its name at the start of a sentence: AWS's name where there is one. */
  readonly title: string;
  readonly category: Category;
  readonly is: readonly Flag[];
  /** The word behind `every` that selects it in an expectation. Several kinds can share a word. */
  readonly every?: string;
  /** The ports from which it opens connections. Default: those of Linux. */
  readonly sourcePorts?: keyof typeof EPHEMERAL_PORTS;
}

/** Groups of kinds, with what is true of all their members. */
export const CATEGORIES = {
  outside: { is: ['box'] },
  area: { is: ['box', 'removable', 'frame'] },
  gateway: { is: ['box', 'removable'] },
  connector: { is: ['box', 'removable', 'connector'] },
  workload: { is: ['box', 'removable'] },
  'load-balancer': { is: ['box', 'removable'] },
  'front-end': { is: ['box', 'removable'] },
  rules: { is: [] },
  claim: { is: [] },
} as const satisfies Readonly<Record<string, { readonly is: readonly Flag[] }>>;

type Category = keyof typeof CATEGORIES;

/** Every kind of resource. `network.ts` compares it with the types of the resources: neither may have a kind that the other lacks. */
export const KINDS = {
  internet: { word: 'internet', title: 'Internet', category: 'outside', is: ['end', 'opensConnections'] },
  host: { word: 'host', title: 'Host', category: 'outside', is: ['end', 'opensConnections'] },
  network: { word: 'network', title: 'Network', category: 'outside', is: ['end', 'opensConnections'] },
  vpc: { word: 'vpc', title: 'VPC', category: 'area', is: ['end'] },
  subnet: { word: 'subnet', title: 'Subnet', category: 'area', is: ['end'] },
  igw: { word: 'igw', title: 'Internet gateway', category: 'gateway', is: ['routeTarget'] },
  'egress-igw': { word: 'egress-igw', title: 'Egress-only internet gateway', category: 'gateway', is: ['routeTarget'] },
  nat: {
    word: 'nat',
    title: 'NAT gateway',
    category: 'gateway',
    is: ['end', 'routeTarget', 'natGateway', 'passesOn', 'impliesSubnet'],
    every: 'nat',
    sourcePorts: 'natGateway',
  },
  'regional-nat': {
    word: 'regional nat',
    title: 'Regional NAT gateway',
    category: 'gateway',
    is: ['end', 'routeTarget', 'natGateway', 'passesOn'],
    every: 'nat',
    sourcePorts: 'natGateway',
  },
  endpoint: {
    word: 'endpoint',
    title: 'VPC endpoint',
    category: 'gateway',
    is: ['end', 'opensConnections', 'routeTarget', 'passesOn'],
    every: 'endpoint',
  },
  'client-vpn': {
    word: 'client-vpn',
    title: 'Client VPN endpoint',
    category: 'gateway',
    is: ['end', 'opensConnections', 'mustSend'],
    sourcePorts: 'elsewhere',
  },
  'resolver-endpoint': {
    word: 'resolver-endpoint',
    title: 'Resolver endpoint',
    category: 'gateway',
    is: ['end', 'opensConnections'],
    sourcePorts: 'natGateway',
  },
  peering: { word: 'peering', title: 'VPC peering connection', category: 'connector', is: ['routeTarget'] },
  'transit-gateway': { word: 'transit-gateway', title: 'Transit gateway', category: 'connector', is: ['routeTarget'] },
  vpn: { word: 'vpn', title: 'VPN connection', category: 'connector', is: ['routeTarget'] },
  'direct-connect': { word: 'direct-connect', title: 'Direct Connect', category: 'connector', is: ['routeTarget'] },
  instance: {
    word: 'instance',
    title: 'Instance',
    category: 'workload',
    is: ['end', 'opensConnections', 'routeTarget', 'forwards', 'callsServices', 'machine', 'leftOutAtSubnets'],
    every: 'instance',
  },
  'nat-instance': {
    word: 'nat-instance',
    title: 'NAT instance',
    category: 'workload',
    is: ['end', 'opensConnections', 'routeTarget', 'mustSend', 'passesOn', 'impliesSubnet', 'machine'],
    every: 'nat-instance',
  },
  node: {
    word: 'node',
    title: 'Node',
    category: 'workload',
    is: ['end', 'opensConnections', 'routeTarget', 'forwards', 'callsServices', 'mustSend', 'machine', 'leftOutAtSubnets'],
    every: 'node',
  },
  pod: {
    word: 'pod',
    title: 'Pod',
    category: 'workload',
    is: ['end', 'opensConnections', 'callsServices', 'mustSend', 'machine', 'leftOutAtSubnets'],
    every: 'pod',
  },
  lambda: {
    word: 'lambda',
    title: 'Lambda function',
    category: 'workload',
    is: ['end', 'opensConnections', 'callsServices', 'mustSend', 'leftOutAtSubnets'],
    every: 'lambda',
    sourcePorts: 'lambda',
  },
  database: {
    word: 'database',
    title: 'Database',
    category: 'workload',
    is: ['end', 'opensConnections', 'mustReceive', 'leftOutAtSubnets'],
    every: 'database',
  },
  cache: {
    word: 'cache',
    title: 'Cache',
    category: 'workload',
    is: ['end', 'opensConnections', 'mustReceive', 'leftOutAtSubnets'],
    every: 'cache',
  },
  service: {
    word: 'service',
    title: 'Service',
    category: 'workload',
    is: ['end', 'opensConnections', 'callsServices', 'mustSend', 'leftOutAtSubnets'],
    every: 'service',
  },
  eks: {
    word: 'eks',
    title: 'EKS cluster',
    category: 'workload',
    is: ['end', 'opensConnections', 'leftOutAtSubnets'],
    every: 'eks',
  },
  fleet: {
    word: 'fleet',
    title: 'Fleet',
    category: 'workload',
    is: ['end', 'opensConnections', 'callsServices', 'mustSend', 'members', 'leftOutAtSubnets'],
    every: 'fleet',
  },
  alb: {
    word: 'alb',
    title: 'Application Load Balancer',
    category: 'load-balancer',
    is: ['end', 'mustSend', 'mustReceive', 'impliesSubnet'],
    every: 'alb',
    sourcePorts: 'loadBalancer',
  },
  nlb: {
    word: 'nlb',
    title: 'Network Load Balancer',
    category: 'load-balancer',
    is: ['end', 'mustSend', 'mustReceive', 'impliesSubnet'],
    every: 'nlb',
    sourcePorts: 'loadBalancer',
  },
  clb: {
    word: 'clb',
    title: 'Classic Load Balancer',
    category: 'load-balancer',
    is: ['end', 'mustSend', 'mustReceive', 'impliesSubnet'],
    every: 'clb',
    sourcePorts: 'loadBalancer',
  },
  gwlb: {
    word: 'gwlb',
    title: 'Gateway Load Balancer',
    category: 'load-balancer',
    is: ['end', 'impliesSubnet'],
    every: 'gwlb',
    sourcePorts: 'loadBalancer',
  },
  'api-gateway': {
    word: 'api-gateway',
    title: 'API gateway',
    category: 'front-end',
    is: ['end', 'mustSend'],
    sourcePorts: 'loadBalancer',
  },
  'kubernetes-service': {
    word: 'kubernetes-service',
    title: 'Kubernetes service',
    category: 'front-end',
    is: ['leftOutAtSubnets'],
  },
  'route-table': { word: 'route-table', title: 'Route table', category: 'rules', is: [] },
  'prefix-list': { word: 'prefix-list', title: 'Prefix list', category: 'rules', is: [] },
  'security-group': { word: 'security-group', title: 'Security group', category: 'rules', is: ['end'] },
  'network-acl': { word: 'network-acl', title: 'Network ACL', category: 'rules', is: [] },
  'target-group': { word: 'target-group', title: 'Target group', category: 'rules', is: [] },
  'private-zone': { word: 'private-zone', title: 'Private hosted zone', category: 'rules', is: [] },
  'resolver-rule': { word: 'resolver-rule', title: 'Resolver rule', category: 'rules', is: [] },
  flow: { word: 'flow', title: 'Flow', category: 'claim', is: [] },
  view: { word: 'view', title: 'View', category: 'claim', is: [] },
} as const satisfies Readonly<Record<string, Kind>>;

type Kinds = typeof KINDS;

/** Every kind that has a row. */
export type TabledKind = keyof Kinds;

/** The kinds of one category. */
export type KindIn<C extends Category> = { [K in TabledKind]: Kinds[K]['category'] extends C ? K : never }[TabledKind];

/** The kinds with this flag, by their row or their category. */
export type KindThat<F extends Flag> = {
  [K in TabledKind]: F extends Kinds[K]['is'][number] | (typeof CATEGORIES)[Kinds[K]['category']]['is'][number] ? K : never;
}[TabledKind];

/** Anything that computes or stores. */
export type WorkloadKind = KindIn<'workload'>;

/** The words behind `every` in an expectation. */
export type EveryWord = Extract<Kinds[TabledKind], { readonly every: string }>['every'];

/** Whether this is true of the kind. */
export function kindIs<F extends Flag>(kind: TabledKind, flag: F): kind is KindThat<F> {
  const { is, category }: Kind = KINDS[kind];
  const { is: ofAll }: { readonly is: readonly Flag[] } = CATEGORIES[category];
  return is.includes(flag) || ofAll.includes(flag);
}

/** Whether this is true of the resource's kind. */
export function resourceIs<R extends Kinded, F extends Flag>(resource: R, flag: F): resource is OfKind<R, KindThat<F>> {
  return kindIs(resource.kind, flag);
}

/** Whether the resource's kind is in the category. */
export function resourceIn<R extends Kinded, C extends Category>(resource: R, category: C): resource is OfKind<R, KindIn<C>> {
  const { category: own }: Kind = KINDS[resource.kind];
  return own === category;
}

interface Kinded {
  readonly kind: TabledKind;
}

/** The members of a union that can be of these kinds, narrowed to them. */
type OfKind<R, K> = R extends Kinded ? ([R['kind'] & K] extends [never] ? never : R & { readonly kind: K }) : never;

/** Whether the word behind `every` selects this kind. */
export function isEvery(word: EveryWord, kind: TabledKind): boolean {
  const { every }: Kind = KINDS[kind];
  return every === word;
}

/** The name of the range from which the kind opens connections. */
export function sourcePortsOf(kind: TabledKind): keyof typeof EPHEMERAL_PORTS {
  const { sourcePorts = 'linux' }: Kind = KINDS[kind];
  return sourcePorts;
}
