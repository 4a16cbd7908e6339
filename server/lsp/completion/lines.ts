// The lines and words that fit the kind of a declaration. The grammar has one rule for all load balancers, workloads and endpoints.
import { type AstNode, AstUtils } from 'langium';
import type { CompletionContext, NextFeature } from 'langium/lsp';
import {
  isApiGateway,
  isListener,
  isLoadBalancer,
  isRedirectAction,
  isTargetGroup,
  isVpc,
  isVpcEndpoint,
  isWorkload,
  type LoadBalancer,
  type VpcEndpoint,
  type Workload,
} from '#language/ast/generated/ast.ts';
import { kindIs } from '#language/network/kinds.ts';

/** Whether a line or a word that the grammar allows is valid in the declaration at the cursor. `word`: the keyword, if it is one. */
export function fitsKind({ node, tokenOffset }: CompletionContext, { type, property }: NextFeature, word = ''): boolean {
  const owner = node && AstUtils.getContainerOfType(node, isOwner);
  if (node === undefined || owner === undefined || isAfter(owner, tokenOffset)) return true;
  if (isLoadBalancer(owner)) return fitsBalancer(owner, node, { type, property, word });
  if (isWorkload(owner)) return fitsWorkload(owner, type);
  if (isVpcEndpoint(owner)) return fitsEndpoint(owner, type);
  // An external VPC has a Region only.
  const isItem = type !== undefined || property === 'kind';
  return !isVpc(owner) || owner.external !== true || !isItem || type === 'RegionProperty';
}

/** Whether the block of a declaration is closed before the offset. */
function isAfter({ $cstNode: node }: AstNode, offset: number): boolean {
  return node !== undefined && offset >= node.end && node.text.endsWith('}');
}

/** The nearest declaration of which the kind decides. A target group and an API gateway have lines of the same types, all of them valid. */
function isOwner(node: AstNode): node is AstNode {
  return [isLoadBalancer, isTargetGroup, isWorkload, isVpcEndpoint, isApiGateway, isVpc].some((isOne) => isOne(node));
}

// The lines and actions that only other load balancers have. Source: docs/language.md, "Load balancers and APIs".
const OTHERS_LINES: Readonly<Record<LoadBalancer['kind'], ReadonlySet<string>>> = {
  alb: new Set(['ElasticIpProperty', 'PrivateLinkRulesProperty', 'TargetsProperty', 'HealthCheckProperty']),
  nlb: new Set(['TargetsProperty', 'HealthCheckProperty', 'RedirectAction', 'FixedResponseAction']),
  clb: new Set([
    'ElasticIpProperty',
    'PrivateLinkRulesProperty',
    'IpAddressTypeProperty',
    'RedirectAction',
    'FixedResponseAction',
    'WeightedGroup',
  ]),
  gwlb: new Set(['ElasticIpProperty', 'PrivateLinkRulesProperty', 'SecurityGroupsProperty', 'Listener']),
};

const PROTOCOLS: Readonly<Record<LoadBalancer['kind'], readonly string[]>> = {
  alb: ['http', 'https'],
  nlb: ['tcp', 'udp', 'tls'],
  clb: ['http', 'https', 'tcp', 'tls'],
  gwlb: [],
};

/** What the completion proposes: the type of a line and the property that a word sets. */
interface Proposed {
  readonly type: string | undefined;
  readonly property: string | undefined;
  readonly word: string;
}

function fitsBalancer({ kind }: LoadBalancer, node: AstNode, { type, property, word }: Proposed): boolean {
  if (type !== undefined && OTHERS_LINES[kind].has(type)) return false;
  if (property === 'scheme') return kind !== 'gwlb';
  if (word === 'dualstack-without-public-ipv4') return kind === 'alb';
  const isSpoken = property === 'protocol' && (isListener(node) || isRedirectAction(node));
  return !isSpoken || PROTOCOLS[kind].includes(word);
}

function fitsWorkload({ kind }: Workload, type: string | undefined): boolean {
  switch (type) {
    case 'CountProperty':
      return kind === 'fleet';
    case 'EngineProperty':
      return kind === 'database' || kind === 'cache';
    case 'NodeProperty':
      return kind === 'pod';
    case 'ExternalSnatProperty':
    case 'ExcludeSnatProperty':
      return kind === 'node';
    case 'NetworkInterface':
    case 'SourceDestCheckProperty':
      return kindIs(kind, 'machine') && kind !== 'pod';
    case 'ElasticIpProperty':
      return kind !== 'fleet' && kind !== 'pod' && kind !== 'lambda';
    case 'PublicIpProperty':
      return kind !== 'pod' && kind !== 'lambda';
    default:
      return true;
  }
}

const ENDPOINT_LINES: Readonly<Record<VpcEndpoint['type'], ReadonlySet<string>>> = {
  gateway: new Set(['ServiceProperty', 'ServesProperty', 'SubnetsProperty', 'RouteTablesProperty']),
  interface: new Set(['ServiceProperty', 'ServesProperty', 'SubnetsProperty', 'SecurityGroupsProperty', 'PrivateDnsProperty']),
  'gateway-load-balancer': new Set(['ServiceProperty', 'ServesProperty', 'SubnetsProperty']),
  'instance-connect': new Set(['SubnetsProperty', 'SecurityGroupsProperty', 'PreserveClientIpProperty']),
  firewall: new Set(),
};

const ENDPOINT_PROPERTIES = new Set(Object.values(ENDPOINT_LINES).flatMap((types) => [...types]));

function fitsEndpoint({ type: kind }: VpcEndpoint, type: string | undefined): boolean {
  return type === undefined || kind === 'firewall' || !ENDPOINT_PROPERTIES.has(type) || ENDPOINT_LINES[kind].has(type);
}
