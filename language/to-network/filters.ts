// Security groups and network ACLs: the written rules and entries.
import type * as ast from '#language/ast/generated/ast.ts';
import type { NetworkAclPart, SecurityGroupPart } from '#language/network/build/parts.ts';
import { type AclEntry, type Peer, peerRuleId, type SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import { EVERYWHERE } from '#language/network/outside.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { unknownFrom, unknownIn, unknownRules } from './unknown.ts';
import { blocksNamedBy, readAddressOrPrefix, readTraffic } from './values.ts';

/** A security group. An `egress` line, also `egress none`, replaces the default rule that allows all egress. */
export function securityGroupPart(
  reading: Reading,
  node: ast.SecurityGroup,
  id: EntityId,
  vpc: EntityId | undefined,
): SecurityGroupPart {
  const named = { kind: 'security-group', id, name: node.name, ...labelOf(node), ...(vpc && { vpc }) } as const;
  if (node.external || vpc === undefined) {
    reportMisplaced(reading, node, id, vpc);
    return { ...named, external: 'named', defaultEgress: false, rules: unknownRules(reading, id, node, EXTERNAL) };
  }
  return {
    ...named,
    defaultEgress: !node.rules.some(({ direction }) => direction === 'egress'),
    rules: node.rules.flatMap((rule, index) =>
      rule.none ? [] : rulesOf(reading, rule, partId(id, rule.direction ?? 'rule', index + 1)),
    ),
  };
}

/** Why the rules of an external group are not known. */
const EXTERNAL = { reason: 'it is external' };

function reportMisplaced(
  reading: Reading,
  { external, name, rules }: ast.SecurityGroup,
  id: EntityId,
  vpc: EntityId | undefined,
): void {
  if (!external && vpc === undefined) {
    const message = `A security group is in a VPC. Move ${name} into one, or write "external security-group ${name}" if it exists elsewhere.`;
    reading.report('security-group-without-vpc', 'error', id, message);
  } else if (rules.length > 0) {
    const message = `The rules of an external security group are unknown. Remove the rules of ${name}, or the word "external".`;
    reading.report('external-contents', 'error', id, message);
  }
}

/** A network ACL. */
export function networkAclPart(reading: Reading, node: ast.NetworkAcl, id: EntityId, vpc: EntityId): NetworkAclPart {
  return {
    kind: 'network-acl',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    entries: node.entries.map((entry, index) => aclEntry(reading, entry, partId(id, entry.direction ?? 'entry', index + 1), id)),
  };
}

/** One rule for each peer: a line that names two is two rules in AWS. */
function rulesOf(reading: Reading, node: ast.SecurityGroupRule, line: EntityId): readonly SecurityGroupRule[] {
  reading.declare(node, line);
  placeRule(reading, node, line);
  if (node.action === 'deny') {
    const message = 'A security group has no deny rules. Deny with a network ACL, or remove the rule.';
    reading.report('sg-deny-expected', 'error', line, message, { of: 'action' });
    return [];
  }
  const traffic = readTraffic(reading, line, node.traffic);
  return node.peers.flatMap((peer, index) =>
    readPeer(reading, peer, line, index).map((read, place) => ({
      id: index === 0 && place === 0 ? line : reading.declare(peer, peerRuleId(line, index + 1)),
      direction: node.direction,
      traffic,
      peer: read,
      isDefault: false,
      ...labelOf(node),
    })),
  );
}

function aclEntry(reading: Reading, node: ast.AclEntry, id: EntityId, acl: EntityId): AclEntry {
  reading.declare(node, id);
  placeRule(reading, node, id);
  reading.place(id, { of: 'number' }, node, 'number');
  reading.place(acl, { of: 'number', index: node.number }, node, 'number');
  const peers = node.peers.flatMap((peer, index) =>
    readPeer(reading, peer, id, index).flatMap((read) => {
      if (read.kind === 'prefixes' && !namesPrefixList(peer)) return read;
      const message = `A network ACL rule matches CIDR blocks only. Write a block instead of ${read.text}.`;
      reading.report('nacl-sg-reference', 'error', id, message, { of: 'peer', index });
      return [];
    }),
  );
  const unknown = peers.find((peer) => peer.unknown !== undefined)?.unknown;
  return {
    id,
    direction: node.direction,
    number: node.number,
    action: node.action === 'deny' ? 'deny' : 'allow',
    traffic: readTraffic(reading, id, node.traffic),
    prefixes: peers.flatMap(({ prefixes }) => prefixes),
    ...(unknown && { unknown }),
    isDefault: false,
    ...labelOf(node),
  };
}

function placeRule(reading: Reading, node: ast.SecurityGroupRule | ast.AclEntry, id: EntityId): void {
  reading.place(id, { of: 'action' }, node, 'action');
  if (node.traffic !== undefined) reading.place(id, { of: 'ports' }, node.traffic);
  for (const [index, peer] of node.peers.entries()) reading.place(id, { of: 'peer', index }, peer);
}

/** One peer; none where it cannot be read, several where its name means several groups. Error recovery leaves peers of no type. */
export function readPeer(reading: Reading, peer: ast.Peer, rule: EntityId, index: number): readonly Peer[] {
  if (peer.$type === 'EverywherePeer') return [{ kind: 'prefixes', prefixes: EVERYWHERE, text: peer.everywhere }];
  if (peer.$type === 'NamedPeer') return namedPeer(reading, peer);
  if (peer.$type === 'UnknownPeer')
    return [{ kind: 'prefixes', prefixes: [], text: 'unknown', unknown: unknownFrom(peer.unknown) }];
  const prefix = peer.$type === 'PrefixPeer' ? readAddressOrPrefix(reading, rule, peer.prefix, { of: 'peer', index }) : undefined;
  return prefix === undefined ? [] : [{ kind: 'prefixes', prefixes: [prefix], text: peer.prefix }];
}

function namesPrefixList(peer: ast.Peer): boolean {
  return peer.$type === 'NamedPeer' && peer.resource?.ref?.$type === 'PrefixList';
}

function namedPeer(reading: Reading, peer: ast.NamedPeer): readonly Peer[] {
  const resource = peer.resource?.ref;
  const ids = reading.idsOf(resource);
  const [first] = ids;
  if (resource === undefined || first === undefined) return [];
  const text = peer.resource.$refText;
  if (resource.$type === 'SecurityGroup') return ids.map((group) => ({ kind: 'group', group, text }));
  return [
    {
      kind: 'prefixes',
      prefixes: blocksNamedBy(reading, resource),
      text,
      resource: first,
      ...unknownIn(reading.listOf(resource)),
    },
  ];
}
