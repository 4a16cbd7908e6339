// Members of files, VPCs and subnets → those of one kind, each with what it means.
import type * as ast from '#language/ast/generated/ast.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Reading } from './reading.ts';

/** Any declaration of the syntax tree, wherever it may stand. */
export type AnyMember = ast.Member | ast.VpcMember | ast.TransitGatewayMember;

/** A member that bears a name. */
export type NamedMember = Exclude<AnyMember, { $type: 'Expectation' | 'TransitAttachment' }>;

/** Error recovery leaves resources without a name; they have no id and are left out until they get one. */
export function isNamed(node: AnyMember): node is NamedMember {
  return node.$type !== 'Expectation' && node.$type !== 'TransitAttachment' && node.name !== undefined;
}

/** A member, and all members inside of it. */
export function withInner(node: AnyMember): readonly AnyMember[] {
  if (node.$type === 'Vpc') return [node, ...node.members.flatMap(withInner)];
  return node.$type === 'Subnet' || node.$type === 'TransitGateway' ? [node, ...node.members] : [node];
}

/** The id of a node that was declared; its name, for one that was not. */
export function idOf(reading: Reading, node: NamedMember): EntityId {
  return reading.idOf(node) ?? entityId(node.name);
}

type NodeOf<T extends NamedMember['$type']> = Extract<NamedMember, { $type: T }>;

/** The named nodes of one type, in their order, with what `make` makes of them. */
export function collect<T extends NamedMember['$type'], R>(
  nodes: readonly AnyMember[],
  type: T,
  make: (node: NodeOf<T>) => R,
): Map<NodeOf<T>, R> {
  const isWanted = (node: AnyMember): node is NodeOf<T> => node.$type === type && isNamed(node);
  return new Map(nodes.filter(isWanted).map((node) => [node, make(node)]));
}
