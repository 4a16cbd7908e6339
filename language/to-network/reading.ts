// The state while a file is read: the ids of syntax nodes, the places of resources in the text, and what could not be understood.
import { type AstNode, AstUtils, type CstNode, GrammarUtils } from 'langium';
import type * as ast from '#language/ast/generated/ast.ts';
import type { Prefix } from '#language/network/address.ts';
import type { SecurityGroupPart } from '#language/network/build/parts.ts';
import type { Finding, Severity } from '#language/network/finding.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Aspect, SourceRange, Sources } from '#language/network/source.ts';
import type { AssignedBlocks } from './assigned-blocks.ts';
import { type BlockList, type Listing, type Shortened, wholeList } from './long-lists.ts';

interface Place {
  readonly node: AstNode;
  readonly property: string | undefined;
  readonly index: number | undefined;
}

/** What all scopes of one reading have in common. */
interface Shared {
  readonly problems: Finding[];
  readonly taken: Set<string>;
  /** The highest number of a copy for each name that is used twice. */
  readonly copies: Map<string, number>;
  readonly places: Map<string, Place>;
  /** The blocks that AWS chooses, by their VPC or subnet. */
  readonly blocks: AssignedBlocks;
  readonly shortened: ReadonlyMap<Listing, Shortened>;
  readonly unnamedGroups: SecurityGroupPart[];
  /** How many members the fleets that were read so far have. */
  members: number;
}

/** Collects ids, places and problems while syntax becomes parts of a network. */
export class Reading {
  readonly #outer: Reading | undefined;
  readonly #shared: Shared;
  readonly #ids = new Map<AstNode, readonly EntityId[]>();

  constructor(outer?: Reading, blocks: AssignedBlocks = new Map(), shortened: ReadonlyMap<Listing, Shortened> = new Map()) {
    this.#outer = outer;
    this.#shared =
      outer === undefined
        ? {
            problems: [],
            taken: new Set(),
            copies: new Map(),
            places: new Map(),
            blocks,
            shortened,
            unnamedGroups: [],
            members: 0,
          }
        : outer.#shared;
  }

  /** The blocks for the lengths of a VPC or subnet, in their order; `undefined` where there is no room for one. */
  blocksOf(node: ast.Vpc | ast.Subnet): readonly (Prefix | undefined)[] {
    return this.#shared.blocks.get(node) ?? [];
  }

  /** The blocks that the text gives a resource, and that are read. */
  listOf(node: Listing): BlockList {
    return this.#shared.shortened.get(node) ?? wholeList(node);
  }

  /** The groups of lines `security-groups unknown` that were read so far. */
  get unnamedGroups(): readonly SecurityGroupPart[] {
    return this.#shared.unnamedGroups;
  }

  /** Counts the members of a fleet, and tells how many all fleets have so far. */
  addMembers(count: number): number {
    this.#shared.members += count;
    return this.#shared.members;
  }

  /** Adds such a group. */
  addUnnamedGroup(group: SecurityGroupPart): void {
    this.#shared.unnamedGroups.push(group);
  }

  get problems(): readonly Finding[] {
    return this.#shared.problems;
  }

  /**
   * A scope of its own for declarations of several resources. In it, nodes have the ids that were declared in it;
   * outside of it, such a node means the resources of all scopes.
   */
  scope(): Reading {
    return new Reading(this);
  }

  /** Gives the node one more id, unique even where a name is used twice, and remembers where it is. */
  declare(node: AstNode, wanted: string): EntityId {
    const { taken, copies } = this.#shared;
    let text = wanted;
    for (let copy = (copies.get(wanted) ?? 1) + 1; taken.has(text); copy += 1) {
      text = `${wanted}~${copy}`;
      copies.set(wanted, copy);
    }
    taken.add(text);
    const id = entityId(text);
    this.#add(node, id);
    this.locate(id, node);
    return id;
  }

  #add(node: AstNode, id: EntityId): void {
    const known = this.#ids.get(node);
    this.#ids.set(node, known === undefined ? [id] : [...known, id]);
    if (this.#outer !== undefined) this.#outer.#add(node, id);
  }

  /** The ids of the resources that the node declares; none if it was not declared. */
  idsOf(node: AstNode | undefined): readonly EntityId[] {
    return (node && this.#ids.get(node)) ?? this.#outer?.idsOf(node) ?? [];
  }

  /** The first of these ids, where only one is allowed. */
  idOf(node: AstNode | undefined): EntityId | undefined {
    return this.idsOf(node)[0];
  }

  /** Remembers the line of a resource without declaring the node: one line may state several. */
  locate(id: EntityId, node: AstNode): void {
    this.#shared.places.set(id, { node, property: undefined, index: undefined });
  }

  /** Gives each added resource the line of the resource that caused it. */
  locateCauses(causes: ReadonlyMap<EntityId, EntityId>): void {
    const { places } = this.#shared;
    for (const [id, cause] of causes) {
      const place = places.get(cause);
      if (place !== undefined) places.set(id, place);
    }
  }

  /** Remembers where an aspect of a resource is. */
  place(id: EntityId, aspect: Aspect, node: AstNode, property?: string, index?: number): void {
    this.#shared.places.set(placeKey(id, aspect), { node, property, index });
  }

  report(code: string, severity: Severity, subject: EntityId, message: string, aspect?: Aspect): void {
    this.add({ code, severity, subject, message, related: [], ...(aspect && { aspect }) });
  }

  /** Reports a problem that names other places, too. */
  add(problem: Finding): void {
    this.#shared.problems.push(problem);
  }

  /** The table from ids to lines; ranges are computed on demand. */
  sources(): Sources {
    const { places } = this.#shared;
    return {
      locate: (id, aspect) => {
        const whole = aspect?.of === 'whole';
        const special =
          aspect && !whole ? (places.get(placeKey(id, aspect)) ?? places.get(placeKey(id, { of: aspect.of }))) : undefined;
        const place = special ?? places.get(id);
        if (place === undefined) return undefined;
        return rangeOf(special !== undefined || whole ? place : { ...place, property: 'name' });
      },
    };
  }
}

function placeKey(id: EntityId, aspect: Aspect): string {
  return aspect.index === undefined ? `${id} ${aspect.of}` : `${id} ${aspect.of} ${aspect.index}`;
}

function partOf(node: AstNode, property: string, index: number | undefined): CstNode | undefined {
  if (index === undefined) return GrammarUtils.findNodeForProperty(node.$cstNode, property);
  return partsOf(node)(property)[index];
}

/** The items of a list. Found once for the list, because each of thousands may have a finding. */
const partsOf = perObject((node: AstNode) => {
  const known = new Map<string, readonly CstNode[]>();
  return (property: string): readonly CstNode[] => {
    const parts = known.get(property) ?? GrammarUtils.findNodesForProperty(node.$cstNode, property);
    known.set(property, parts);
    return parts;
  };
});

function rangeOf({ node, property, index }: Place): SourceRange | undefined {
  const part = property === undefined ? undefined : partOf(node, property, index);
  const cst = part ?? node.$cstNode;
  if (cst === undefined) return undefined;
  return { uri: AstUtils.getDocument(node).uri.toString(), start: cst.range.start, end: cst.range.end };
}
