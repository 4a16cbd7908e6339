// What the reading of a file carries along: ids of syntax nodes, where resources stand, and what could not be understood.
import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { Finding, Severity } from '#language/network/finding.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Aspect, SourceRange, Sources } from '#language/network/source.ts';

interface Place {
  readonly node: AstNode;
  readonly property?: string;
  readonly index?: number;
}

/** Collects ids, places and problems while the syntax tree becomes a network. */
export class Reading {
  readonly problems: Finding[] = [];
  readonly #ids = new Map<AstNode, EntityId>();
  readonly #taken = new Set<string>();
  readonly #places = new Map<string, Place>();

  /** Gives the node an id of its own, also where a name stands twice, and remembers its place. */
  declare(node: AstNode, wanted: string): EntityId {
    let id = wanted;
    for (let copy = 2; this.#taken.has(id); copy += 1) id = `${wanted}~${copy}`;
    this.#taken.add(id);
    this.#ids.set(node, entityId(id));
    this.#places.set(id, { node });
    return entityId(id);
  }

  /** The id that `declare` gave to the node. */
  idOf(node: AstNode | undefined): EntityId | undefined {
    return node === undefined ? undefined : this.#ids.get(node);
  }

  /** Remembers the line of something that is one of several which the line means. */
  stands(id: EntityId, node: AstNode): void {
    this.#places.set(id, { node });
  }

  /** Remembers where an aspect of a resource stands. */
  place(id: EntityId, aspect: Aspect, node: AstNode, property?: string, index?: number): void {
    this.#places.set(placeKey(id, aspect), { node, ...(property && { property }), ...(index !== undefined && { index }) });
  }

  report(code: string, severity: Severity, subject: EntityId, message: string, aspect?: Aspect): void {
    this.problems.push({ code, severity, subject, message, related: [], ...(aspect && { aspect }) });
  }

  /** The table from ids to lines; ranges are computed when asked for. */
  sources(): Sources {
    return {
      locate: (id, aspect) => {
        const whole = aspect?.of === 'whole';
        const special =
          aspect && !whole
            ? (this.#places.get(placeKey(id, aspect)) ?? this.#places.get(placeKey(id, { of: aspect.of })))
            : undefined;
        const place = special ?? this.#places.get(id);
        if (place === undefined) return undefined;
        return rangeOf(special !== undefined || whole ? place : { ...place, property: 'name' });
      },
    };
  }
}

function placeKey(id: EntityId, aspect: Aspect): string {
  return aspect.index === undefined ? `${id} ${aspect.of}` : `${id} ${aspect.of} ${aspect.index}`;
}

function rangeOf({ node, property, index }: Place): SourceRange | undefined {
  const part = property === undefined ? undefined : GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
  const cst = part ?? node.$cstNode;
  if (cst === undefined) return undefined;
  return { uri: AstUtils.getDocument(node).uri.toString(), start: cst.range.start, end: cst.range.end };
}
