// Proposes values at the cursor: a free CIDR block, a free address, an Availability Zone, an engine, a rule number.
import { type AstNode, AstUtils } from 'langium';
import { vpcOf } from '#language/ast/declarations.ts';
import {
  type AclEntry,
  isAclEntry,
  isClientVpn,
  isFirewallRule,
  isFixedResponseAction,
  isNatGateway,
  isNetworkAcl,
  isSubnet,
  isVpc,
  isVpcEndpoint,
  isWorkload,
  type Subnet,
  type Vpc,
} from '#language/ast/generated/ast.ts';
import { ENGINE_PORTS } from '#language/aws/ports.ts';
import { REGIONS, ZONE_LETTERS } from '#language/aws/regions.ts';
import {
  type Family,
  formatAddress,
  formatPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
  parsePrefixes,
} from '#language/network/address.ts';
import { freeAddress, freeBlock } from '#language/network/free.ts';

/** One proposal: the text to insert, and a description. */
export interface Value {
  readonly text: string;
  readonly detail: string;
}

/** What the grammar asks for: the property of the syntax tree and the kind of token. */
export interface Slot {
  readonly property: string;
  readonly terminal: string;
}

/** Values for a slot of a node, or near one; empty for slots that accept any text. */
export function valuesFor({ property, terminal }: Slot, node: AstNode): readonly Value[] {
  switch (`${property} ${terminal}`) {
    case 'prefixes CIDR4':
      return freeBlocks(node, 4);
    case 'prefixes CIDR6':
      return freeBlocks(node, 6);
    case 'lengths LENGTH':
      return isVpc(node)
        ? [{ text: '/56', detail: 'the size of an Amazon-provided block' }]
        : [{ text: '/64', detail: 'the usual size for a subnet' }];
    case 'addresses IPV4':
      return freeAddresses(node);
    case 'clients CIDR4':
      return clientBlocks(node);
    case 'destination CIDR4':
      return [...vpcDestinations(node), { text: '0.0.0.0/0', detail: 'all IPv4 addresses: the default route' }];
    case 'destination CIDR6':
      return [{ text: '::/0', detail: 'all IPv6 addresses: the default route' }];
    case 'region ID':
      return [...REGIONS].map(([text, detail]) => ({ text, detail }));
    case 'zones ID':
      return azs(node);
    case 'zone ID':
      return azs(node);
    case 'service ID':
      return SERVICES.map(([text, detail]) => ({ text, detail }));
    case 'engine ID':
      return [...ENGINE_PORTS].map(([text, port]) => ({ text, detail: `port ${port}` }));
    case 'code NUMBER':
      return isFixedResponseAction(node) ? STATUS_CODES : [];
    case 'number NUMBER':
      return ruleNumbers(node);
    default:
      return [];
  }
}

/** Names of records besides ordinary ones. */
export const RECORD_NAMES: readonly Value[] = [
  { text: '"@"', detail: 'the domain of the zone itself' },
  { text: '"*"', detail: 'every name without a record' },
];

/** Usual status codes. Source: RFC 9110, section 15. */
const STATUS_CODES: readonly Value[] = [
  { text: '404', detail: 'Not Found' },
  { text: '403', detail: 'Forbidden' },
  { text: '503', detail: 'Service Unavailable' },
  { text: '200', detail: 'OK' },
];

/** The services for which endpoints are most common. Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink". */
const SERVICES: readonly (readonly [name: string, detail: string])[] = [
  ['s3', 'Amazon S3; also as a gateway endpoint'],
  ['dynamodb', 'Amazon DynamoDB; also as a gateway endpoint'],
  ['ecr.api', 'Amazon ECR: API'],
  ['ecr.dkr', 'Amazon ECR: Docker registry'],
  ['ec2', 'Amazon EC2'],
  ['sts', 'AWS STS'],
  ['logs', 'CloudWatch Logs'],
  ['elasticloadbalancing', 'Elastic Load Balancing'],
  ['ssm', 'AWS Systems Manager'],
  ['ssmmessages', 'AWS Systems Manager: Session Manager'],
  ['ec2messages', 'AWS Systems Manager: older agents'],
  ['execute-api', 'Amazon API Gateway: private APIs'],
];

/** The prefix lengths of new blocks if there is no existing block to copy the length from. */
const USUAL_LENGTHS: Readonly<Record<Family, { readonly vpc: number; readonly subnet: number }>> = {
  4: { vpc: 16, subnet: 24 },
  6: { vpc: 56, subnet: 64 },
};

function freeBlocks(node: AstNode, family: Family): readonly Value[] {
  const vpc = vpcOf(node);
  if (vpc === undefined) return [];
  if (isVpc(node)) return family === 4 && vpc.prefixes.length === 0 ? vpcBlocks(vpc) : [];
  const subnets = vpc.members.filter(isSubnet);
  const taken = subnets.flatMap((subnet) => prefixesOf(subnet, family));
  const length = taken.at(-1)?.length ?? USUAL_LENGTHS[family].subnet;
  return prefixesOf(vpc, family).flatMap((outer) => {
    const block = freeBlock(outer, taken, Math.max(length, outer.length));
    return block === undefined ? [] : [{ text: formatPrefix(block), detail: `next free block of ${vpc.name ?? 'the VPC'}` }];
  });
}

/** A CIDR block for a VPC that overlaps no other VPC of the file. */
function vpcBlocks(vpc: Vpc): readonly Value[] {
  const all = parsePrefix('10.0.0.0/8');
  const others = vpc.$container.members.filter(isVpc).flatMap((one) => prefixesOf(one, 4));
  const block = all && freeBlock(all, others, USUAL_LENGTHS[4].vpc);
  return block === undefined
    ? []
    : [{ text: formatPrefix(block), detail: 'a private block that no other VPC in this file uses' }];
}

/** A block for the clients of a Client VPN endpoint that overlaps no VPC of the file. /22 is the smallest that AWS accepts. */
function clientBlocks(node: AstNode): readonly Value[] {
  const all = parsePrefix('10.0.0.0/8');
  const taken = (vpcOf(node)?.$container.members ?? []).flatMap((one) => (isVpc(one) ? prefixesOf(one, 4) : []));
  const block = all && freeBlock(all, taken, 22);
  return block === undefined ? [] : [{ text: formatPrefix(block), detail: 'addresses of the clients, in no VPC of this file' }];
}

/** What the clients of a Client VPN endpoint reach first: its VPC. */
function vpcDestinations(node: AstNode): readonly Value[] {
  const vpc = AstUtils.hasContainerOfType(node, isClientVpn) ? vpcOf(node) : undefined;
  return vpc === undefined
    ? []
    : prefixesOf(vpc, 4).map((block) => ({ text: formatPrefix(block), detail: `the block of ${vpc.name}` }));
}

function prefixesOf({ prefixes }: Subnet | Vpc, family: Family): readonly Prefix[] {
  return parsePrefixes(prefixes).filter((prefix) => prefix.family === family);
}

/** Free addresses of the subnet that contains the workload or the NAT gateway. */
function freeAddresses(node: AstNode): readonly Value[] {
  const subnet = node.$container;
  if ((!isWorkload(node) && !isNatGateway(node)) || !isSubnet(subnet)) return [];
  const written = subnet.members.flatMap((member) => ('addresses' in member ? member.addresses : []));
  const taken = written.flatMap((text) => parseAddress(text) ?? []);
  return prefixesOf(subnet, 4).flatMap((block) => {
    const address = freeAddress(block, taken);
    return address === undefined ? [] : [{ text: formatAddress(address), detail: `next free address of ${subnet.name}` }];
  });
}

/** The Availability Zones of the VPC's region, and those that its subnets already use. */
function azs(node: AstNode): readonly Value[] {
  const vpc = vpcOf(node);
  const region = vpc?.properties.find((property) => property.$type === 'RegionProperty')?.region;
  const used = (vpc?.members.filter(isSubnet) ?? []).flatMap(({ properties }) =>
    properties.flatMap((property) => (property.$type === 'ZoneProperty' ? property.zones : [])),
  );
  const usual = region === undefined ? [] : ZONE_LETTERS.map((letter) => `${region}${letter}`);
  return [...new Set([...usual, ...used])].map((text) => {
    const count = used.filter((az) => az === text).length;
    return { text, detail: count === 0 ? 'no subnet yet' : `${count} ${count === 1 ? 'subnet' : 'subnets'}` };
  });
}

/** Ten after the last rule of the same direction. AWS evaluates rules in the order of their numbers. */
function ruleNumbers(node: AstNode): readonly Value[] {
  const firewall = isFirewallRule(node) ? node.$container : node;
  if (isVpcEndpoint(firewall))
    return [nextNumber(firewall.rules.filter((rule) => rule !== node).map(({ number }) => number ?? 0))];
  const acl = isAclEntry(node) ? node.$container : node;
  if (!isNetworkAcl(acl)) return [];
  const direction = isAclEntry(node) ? node.direction : undefined;
  const before = acl.entries.filter((entry) => entry !== node && isSameDirection(entry, direction));
  return [nextNumber(before.map(({ number }) => number ?? 0))];
}

function nextNumber(numbers: readonly number[]): Value {
  return { text: `${Math.max(90, ...numbers) + 10}`, detail: 'after the last rule' };
}

function isSameDirection(entry: AclEntry, direction: AclEntry['direction'] | undefined): boolean {
  return direction === undefined || entry.direction === direction;
}
