// Security groups and network ACLs: written rules plus the defaults that AWS adds in silence.
import type * as ast from '#language/ast/generated/ast.ts';
import { type Prefix, parsePrefix } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl, Peer, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type { Traffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { blocksNamedBy, readAddressOrPrefix, readTraffic } from './values.ts';

const EVERYTHING: Traffic = { protocol: 'all', ports: [] };

/** Every address of both families: what `any` and `internet` mean in a rule. */
export const EVERYWHERE: readonly Prefix[] = ['0.0.0.0/0', '::/0'].flatMap((text) => parsePrefix(text) ?? []);

/**
 * A security group. Without a line about egress it allows all egress; `egress none` takes that away.
 * Source: Amazon VPC User Guide, "Security group rules" (a new group has one outbound rule that allows all).
 */
export function securityGroup(reading: Reading, node: ast.SecurityGroup, id: EntityId, vpc: Vpc): SecurityGroup {
  const written = node.rules.flatMap((rule, index) =>
    rule.none ? [] : securityGroupRule(reading, rule, partId(id, rule.direction ?? 'rule', index + 1), id),
  );
  const silent = !node.rules.some(({ direction }) => direction === 'egress');
  return {
    kind: 'security-group',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    isDefault: node.name === 'default',
    rules: silent ? [...written, defaultEgress(id)] : written,
  };
}

/**
 * The group that AWS gives to a resource which names none: all from itself, all out.
 * Source: Amazon VPC User Guide, "Default security groups for your VPCs".
 */
export function defaultSecurityGroup(vpc: Vpc): SecurityGroup {
  const id = entityId(`${vpc.id}#security-group-default`);
  const fromItself: SecurityGroupRule = {
    id: entityId(`${id}-ingress`),
    direction: 'ingress',
    traffic: EVERYTHING,
    peer: { kind: 'group', group: id, text: 'default' },
    isDefault: true,
  };
  return { kind: 'security-group', id, name: 'default', vpc, isDefault: true, rules: [fromItself, defaultEgress(id)] };
}

/** A network ACL, in order of evaluation. A packet that no entry matches is denied; the list itself says so nowhere. */
export function networkAcl(reading: Reading, node: ast.NetworkAcl, id: EntityId, vpc: Vpc): NetworkAcl {
  const entries = node.entries.map((entry, index) =>
    aclEntry(reading, entry, partId(id, entry.direction ?? 'entry', index + 1), id),
  );
  return {
    kind: 'network-acl',
    id,
    name: node.name,
    ...labelOf(node),
    vpc,
    isDefault: false,
    entries: entries.toSorted((a, b) => a.number - b.number),
  };
}

/** The VPC's default list: rule 100 allows everything, both ways. Source: Amazon VPC User Guide, "Default network ACL". */
export function defaultNetworkAcl(vpc: Vpc): NetworkAcl {
  const id = entityId(`${vpc.id}#network-acl-default`);
  const entry = (direction: AclEntry['direction']): AclEntry => ({
    id: entityId(`${id}-${direction}`),
    direction,
    number: 100,
    action: 'allow',
    traffic: EVERYTHING,
    prefixes: EVERYWHERE,
    isDefault: true,
  });
  return { kind: 'network-acl', id, name: 'default', vpc, isDefault: true, entries: [entry('inbound'), entry('outbound')] };
}

function defaultEgress(group: EntityId): SecurityGroupRule {
  return {
    id: partId(group, 'egress-default', 1),
    direction: 'egress',
    traffic: EVERYTHING,
    peer: { kind: 'prefixes', prefixes: EVERYWHERE, text: 'any' },
    isDefault: true,
  };
}

/** One rule for each peer: a line that names two is two rules in AWS. */
function securityGroupRule(
  reading: Reading,
  node: ast.SecurityGroupRule,
  line: EntityId,
  group: EntityId,
): readonly SecurityGroupRule[] {
  reading.declare(node, line);
  placeRule(reading, node, line);
  if (node.action === 'deny') {
    reading.report(
      'sg-deny-expected',
      'error',
      line,
      'Security groups only allow; deny with a network ACL or leave the rule out.',
      { of: 'action' },
    );
    return [];
  }
  const traffic = readTraffic(reading, line, node.traffic);
  return node.peers.flatMap((peer, index) => {
    const read = readPeer(reading, peer, line, index);
    const id =
      index === 0 ? line : reading.declare(peer, `${group}#${node.direction}-${line.split('-').at(-1)}-peer-${index + 1}`);
    return read === undefined ? [] : [{ id, direction: node.direction, traffic, peer: read, isDefault: false }];
  });
}

function aclEntry(reading: Reading, node: ast.AclEntry, id: EntityId, acl: EntityId): AclEntry {
  reading.declare(node, id);
  placeRule(reading, node, id);
  reading.place(id, { of: 'number' }, node, 'number');
  reading.place(acl, { of: 'number', index: node.number }, node, 'number');
  const prefixes = node.peers.flatMap((peer, index) => {
    const read = readPeer(reading, peer, id, index);
    if (read === undefined || (read.kind === 'prefixes' && !namesPrefixList(peer))) return read?.prefixes ?? [];
    reading.report(
      'nacl-sg-reference',
      'error',
      id,
      `Network ACLs know addresses only: name a CIDR block in place of ${read.text}.`,
      { of: 'peer', index },
    );
    return [];
  });
  return {
    id,
    direction: node.direction,
    number: node.number,
    action: node.action === 'deny' ? 'deny' : 'allow',
    traffic: readTraffic(reading, id, node.traffic),
    prefixes,
    isDefault: false,
  };
}

function placeRule(reading: Reading, node: ast.SecurityGroupRule | ast.AclEntry, id: EntityId): void {
  reading.place(id, { of: 'action' }, node, 'action');
  if (node.traffic !== undefined) reading.place(id, { of: 'ports' }, node.traffic);
  for (const [index, peer] of node.peers.entries()) reading.place(id, { of: 'peer', index }, peer);
}

function readPeer(reading: Reading, peer: ast.Peer, rule: EntityId, index: number): Peer | undefined {
  switch (peer.$type) {
    case 'EverywherePeer':
      return { kind: 'prefixes', prefixes: EVERYWHERE, text: peer.everywhere };
    case 'PrefixPeer': {
      const prefix = readAddressOrPrefix(reading, rule, peer.prefix, { of: 'peer', index });
      return prefix && { kind: 'prefixes', prefixes: [prefix], text: peer.prefix };
    }
    case 'NamedPeer':
      return namedPeer(reading, peer);
  }
}

function namesPrefixList(peer: ast.Peer): boolean {
  return peer.$type === 'NamedPeer' && peer.resource?.ref?.$type === 'PrefixList';
}

function namedPeer(reading: Reading, peer: ast.NamedPeer): Peer | undefined {
  const resource = peer.resource?.ref;
  const id = reading.idOf(resource);
  if (resource === undefined || id === undefined) return undefined;
  const text = peer.resource.$refText;
  if (resource.$type === 'SecurityGroup') return { kind: 'group', group: id, text };
  return { kind: 'prefixes', prefixes: blocksNamedBy(resource), text, resource: id };
}
