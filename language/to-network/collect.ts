// Members of files, VPCs and subnets → the parts that those of one type state.
import type * as ast from '#language/ast/generated/ast.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Reading } from './reading.ts';

/** A member of a file, a VPC or a transit gateway. */
export type AnyMember = ast.Member | ast.VpcMember | ast.TransitGatewayMember;

/** A member with a name. */
export type NamedMember = Exclude<AnyMember, { $type: 'Expectation' | 'TransitAttachment' }>;

/** Whether the member has a name. Error recovery leaves members without one; they have no id and are left out. */
export function isNamed(node: AnyMember): node is NamedMember {
  return node.$type !== 'Expectation' && node.$type !== 'TransitAttachment' && node.name !== undefined;
}

/** The members, each followed by those inside it. */
export function withInner(nodes: readonly AnyMember[]): readonly AnyMember[] {
  const all: AnyMember[] = [];
  const add = (node: AnyMember): void => {
    all.push(node);
    if (node.$type === 'Vpc' || node.$type === 'Subnet' || node.$type === 'TransitGateway') node.members.forEach(add);
  };
  nodes.forEach(add);
  return all;
}

/** A syntax node of one type. */
export type NodeOf<T extends NamedMember['$type']> = Extract<NamedMember, { $type: T }>;

/** What `make` returns for the named nodes of one type, in their order: one part for each id of a node. */
export function collect<T extends NamedMember['$type'], Part>(
  reading: Reading,
  nodes: readonly AnyMember[],
  type: T,
  make: (node: NodeOf<T>, id: EntityId) => Part,
): readonly Part[] {
  const isWanted = (node: AnyMember): node is NodeOf<T> => node.$type === type && isNamed(node);
  const parts: Part[] = [];
  for (const node of nodes) {
    if (isWanted(node)) for (const id of reading.idsOf(node)) parts.push(make(node, id));
  }
  return parts;
}
