// Two networks and what became of the traffic between them → one diagram of both, with what differs.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type BoxIndex, indexOf } from './box-index.ts';
import { boxesOf } from './boxes.ts';
import { type Comparison, changeEdges, type TrafficChange } from './change-edges.ts';
import { withCrowds } from './crowds.ts';
import { type Box, type BoxId, CHANGES, type Diagram, type Edge } from './diagram.ts';
import { markFor } from './diagram-of.ts';
import { folded } from './fold.ts';
import { foldOf, placeOf } from './fold-of.ts';
import type { Link } from './link.ts';
import { mergedBoxes } from './merged-boxes.ts';
import type { DiagramOptions } from './options.ts';
import { type Scene, sceneOf } from './scene.ts';
import { structuralEdges } from './structural-edges.ts';
import { boxWithin, edgeWithin, line } from './texts.ts';
import { downTo, representatives } from './visible.ts';

/** What a network is compared with. */
export interface Against {
  /** The name of the old network, for the title: a revision or a file. */
  readonly name: string;
  readonly network: Network;
  /** `undefined`: comparing all traffic would be too much work, so only boxes and their connections are compared. */
  readonly changes: readonly TrafficChange[] | undefined;
}

/** The boxes of both networks and the links between them, with what became of each; and an arrow for each change of traffic. Flows are not drawn. */
export function comparedDiagram(after: Network, wanted: DiagramOptions, against: Against): Diagram {
  const { network: before, changes = [] } = against;
  const options = withoutFlows(wanted);
  const [old, now] = [sceneOf(before, options), sceneOf(after, options)];
  const all = mergedBoxes(allOf(before, old), allOf(after, now));
  const whole = indexOf(all);
  const chosen = mergedBoxes(old, now);
  const { boxes: kept, folds } = folded(chosen, foldOf(after, { ...now, index: whole }, options));
  const { boxes, crowdOf } = withCrowds(kept);
  const keptFor = representatives(whole, kept);
  const boxFor = (id: BoxId): BoxId | undefined => {
    const found = keptFor(id);
    return found === undefined ? undefined : (crowdOf.get(found) ?? found);
  };
  const shown = indexOf(boxes);
  const linksOf = (scene: Scene): readonly Link[] =>
    options.internal === true ? [...scene.links, ...scene.calls()] : scene.links;
  const edgesOf = (scene: Scene): readonly Edge[] => structuralEdges(linksOf(scene), boxFor, shown);
  // A frame that is shown only for its contents does not stand for what the view leaves out of it.
  const deepFor = representatives(whole, downTo(options.depth ?? options.view?.depth ?? 'all', all));
  const chosenFor = representatives(whole, chosen);
  const isShown = (id: EntityId): boolean => deepFor(id) === chosenFor(id);
  const drawn = changes.filter(({ from, to }) => isShown(from) && isShown(to));
  const comparison: Comparison = { before, after, shown, boxFor };
  const marked = options.focus && markFor(placeOf(after, whole, options.focus), boxFor, shown);
  const arrows = changeEdges(drawn, comparison);
  const inside = insideOf(whole, shown, boxFor);
  return {
    title: line(titleOf(options, against)),
    boxes: boxes.map((box) => boxWithin(withInside(box, inside, arrows.inside))),
    edges: [...mergedEdges(edgesOf(old), edgesOf(now)), ...arrows.edges].map(edgeWithin),
    highlight: options.highlight ?? 'both',
    compares: true,
    ...(options.internal === true && { showsInternal: true }),
    ...(folds && { folds }),
    ...(marked !== undefined && { marked }),
    direction: 'down',
  };
}

/** The steps of a flow are those of one network. */
function withoutFlows({ flow: _, packets: __, view, ...options }: DiagramOptions): DiagramOptions {
  return { ...options, ...(view && { view: { ...view, flows: [] } }) };
}

function allOf(network: Network, { index }: Scene): Pick<Scene, 'boxes' | 'index'> {
  return { boxes: boxesOf(network), index };
}

function titleOf({ view }: DiagramOptions, { name, changes }: Against): string {
  const what = view === undefined ? 'Compared with' : `${view.label ?? view.name}, compared with`;
  return `${what} ${name}${changes === undefined ? ', without traffic: there is too much to compare' : ''}`;
}

/** What is the same says nothing about the change, so its label is in the tooltip only. */
function mergedEdges(before: readonly Edge[], after: readonly Edge[]): readonly Edge[] {
  const [were, are] = [before, after].map((edges) => new Set(edges.map(({ id }) => id)));
  return [
    ...after.map((edge) => (were?.has(edge.id) ? quiet(edge) : changed(edge, 'added'))),
    ...before.filter(({ id }) => !are?.has(id)).map((edge) => changed(edge, 'removed')),
  ];
}

function quiet({ label, ...edge }: Edge): Edge {
  return label === undefined ? edge : { ...edge, facts: [label, ...edge.facts] };
}

function changed(edge: Edge, change: NonNullable<Edge['change']>): Edge {
  return { ...edge, change, facts: [change === 'added' ? 'Added' : 'Removed', ...edge.facts] };
}

/** What differs in each box that stands for others: a collapsed one, or one for all of a kind. */
function insideOf(
  whole: BoxIndex,
  shown: BoxIndex,
  boxFor: (id: BoxId) => BoxId | undefined,
): ReadonlyMap<BoxId, readonly Box[]> {
  const inside = new Map<BoxId, Box[]>();
  for (const box of whole.boxes.values()) {
    const at = box.change === undefined ? undefined : boxFor(box.id);
    if (at === undefined || at === box.id || (shown.boxes.get(at)?.children.length ?? 0) > 0) continue;
    const known = inside.get(at);
    if (known === undefined) inside.set(at, [box]);
    else known.push(box);
  }
  return inside;
}

function withInside(box: Box, inside: ReadonlyMap<BoxId, readonly Box[]>, traffic: ReadonlyMap<BoxId, readonly string[]>): Box {
  const own = inside.get(box.id) ?? [];
  const told = traffic.get(box.id) ?? [];
  const children = box.children.map((child) => withInside(child, inside, traffic));
  if (own.length + told.length === 0) return { ...box, children };
  const counts = CHANGES.map((change) => ({ change, count: own.filter((one) => one.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => `${count} ${change}`);
  const contents = counts.length === 0 ? [] : [`In it: ${counts.join(', ')}`];
  return { ...box, change: box.change ?? 'changed', facts: [...box.facts, ...contents, ...told], children };
}
