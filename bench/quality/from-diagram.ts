// What a drawing takes from the diagram, whoever lays it out: the kinds of boxes, the bundles of edges, and which edges have a text.
import type { Box, Diagram, Edge } from '#language/view/graph/diagram.ts';
import { bundlesOf, labelKeyOf } from '#language/view/layout/bundles.ts';
import type { BoxPart, Drawing, DrawnBox, DrawnEdge, Rect } from './drawing.ts';

/** Where one layout put the boxes and edges of a diagram. */
export interface Places {
  readonly boxes: ReadonlyMap<string, BoxPlace>;
  /** By the id of the edge. Edges that are not in it were not drawn. */
  readonly edges: ReadonlyMap<string, Pick<DrawnEdge, 'points' | 'label'>>;
}

/** A box without children has no title: all of it is its name. */
export interface BoxPlace extends Rect {
  readonly title?: Rect;
}

/** The drawing of a diagram with these places. Throws if a box has no place. */
export function drawingOf({ boxes, edges }: Diagram, places: Places): Drawing {
  const drawnBox = (box: Box): DrawnBox => {
    const place = places.boxes.get(box.id);
    if (place === undefined) throw new Error(`${box.id} was not drawn.`);
    return { ...place, id: box.id, part: partOf(box), children: box.children.map(drawnBox) };
  };
  const bundles = bundlesOf(edges);
  const drawnEdge = (edge: Edge): DrawnEdge => ({
    from: edge.from,
    to: edge.to,
    bundle: bundles.get(edge.id) ?? edge.id,
    labelKey: labelKeyOf(edge),
    isLabelled: textOf(edge) !== undefined,
    ...(places.edges.get(edge.id) ?? { points: [] }),
  });
  return { boxes: boxes.map(drawnBox), edges: edges.map(drawnEdge) };
}

/** What is written on an edge: the number of the step and the label. */
export function textOf({ label, step }: Edge): string | undefined {
  const text = [step, label].filter((part) => part !== undefined).join(' ');
  return text === '' ? undefined : text;
}

function partOf({ kind }: Box): BoxPart {
  if (kind === 'region') return 'vpc';
  return kind === 'vpc' || kind === 'zone' || kind === 'subnet' ? kind : 'resource';
}
