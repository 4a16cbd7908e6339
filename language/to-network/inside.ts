// Members of VPCs and of subnets, with the id of where they are.
import type * as ast from '#language/ast/generated/ast.ts';
import type { EntityId } from '#language/network/id.ts';
import { type AnyMember, collect, type NamedMember, type NodeOf, withInner } from './collect.ts';
import type { Reading } from './reading.ts';

type Type = NamedMember['$type'];

/** Makes a part of a node, given its id and the id of the VPC or subnet that it is in. */
type Make<T extends Type, Part> = (node: NodeOf<T>, id: EntityId, container: EntityId) => Part;

/** The VPCs of some members, and what is inside them. */
export class Inside {
  readonly #reading: Reading;
  readonly vpcs: readonly { readonly node: ast.Vpc; readonly id: EntityId }[];
  readonly #subnets: readonly { readonly node: ast.Subnet; readonly id: EntityId }[];

  constructor(reading: Reading, members: readonly ast.Member[]) {
    this.#reading = reading;
    // A container with several ids has its contents once. A copy with contents of its own needs a scope of its own.
    const first = <Node extends ast.Vpc | ast.Subnet>(node: Node) => {
      const id = reading.idOf(node);
      return id === undefined ? [] : [{ node, id }];
    };
    this.vpcs = members.flatMap((node) => (node.$type === 'Vpc' ? first(node) : []));
    this.#subnets = this.vpcs.flatMap(({ node: { members: inner } }) =>
      inner.flatMap((node) => (node.$type === 'Subnet' ? first(node) : [])),
    );
  }

  /** The parts of the VPCs' own members of one type. */
  inVpcs<T extends Type, Part>(type: T, make: Make<T, Part>): readonly Part[] {
    return this.#inEach(this.vpcs, ({ members }) => members, type, make);
  }

  /** The parts of all members of VPCs of one type, those in subnets, too. */
  anywhereInVpcs<T extends Type, Part>(type: T, make: Make<T, Part>): readonly Part[] {
    return this.#inEach(this.vpcs, ({ members }) => withInner(members), type, make);
  }

  /** The parts of the members of subnets of one type. */
  inSubnets<T extends Type, Part>(type: T, make: Make<T, Part>): readonly Part[] {
    return this.#inEach(this.#subnets, ({ members }) => members, type, make);
  }

  #inEach<Container, T extends Type, Part>(
    containers: readonly { readonly node: Container; readonly id: EntityId }[],
    membersOf: (node: Container) => readonly AnyMember[],
    type: T,
    make: Make<T, Part>,
  ): readonly Part[] {
    return containers.flatMap(({ node, id: container }) =>
      collect(this.#reading, membersOf(node), type, (inner, id) => make(inner, id, container)),
    );
  }
}
