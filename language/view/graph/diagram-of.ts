// A network and what to show → the diagram graph.

import type { Flow } from '#language/network/claim.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import { type BoxIndex, encloses, indexOf } from './box-index.ts';
import { withCrowds } from './crowds.ts';
import type { BoxId, Diagram, Edge } from './diagram.ts';
import { folded } from './fold.ts';
import { foldOf, placeOf } from './fold-of.ts';
import type { DiagramOptions } from './options.ts';
import { sceneOf } from './scene.ts';
import { structuralEdges } from './structural-edges.ts';
import { boxWithin, edgeWithin, line } from './texts.ts';
import { representatives } from './visible.ts';

/** Internal traffic is drawn by default if there are at most this many cards and this many lines. More would hide the ways in and out. */
const FEW_CARDS = 40;
const FEW_CALLS = 12;

/** The diagram of a network: its boxes, the links that routes and rules allow, and the highlighted flows on top. */
export function diagramOf(network: Network, options: DiagramOptions): Diagram {
  const { view, focus } = options;
  const scene = sceneOf(network, options);
  const { index, flows } = scene;
  const { boxes: kept, folds } = folded(scene.boxes, foldOf(network, scene, options));
  const { boxes, crowdOf } = withCrowds(kept);
  const keptBoxFor = representatives(index, kept);
  const standInFor = (id: BoxId | undefined) => (id === undefined ? undefined : (crowdOf.get(id) ?? id));
  const boxFor = (id: BoxId) => standInFor(keptBoxFor(id));
  const shown = indexOf(boxes);
  const ways = structuralEdges(scene.links, boxFor, shown);
  const isFew = scene.steps.length === 0 && crowdOf.size === 0 && isSmall(shown);
  const wanted = options.internal ?? (options.around !== undefined || (isFew ? 'if-few' : false));
  const calls = wanted === false ? [] : structuralEdges(scene.calls(), boxFor, shown).filter(isNew(ways, index));
  const showsInternal = wanted === true || (wanted === 'if-few' && calls.length <= FEW_CALLS);
  const drawnLinks = showsInternal ? [...ways, ...calls] : ways;
  const isDrawn = ({ from, to }: Edge) => shown.boxes.has(from) && shown.boxes.has(to);
  const steps = amongCrowds(scene.stepsAmong(kept), crowdOf).filter(isDrawn);
  const edges =
    steps.length === 0 ? drawnLinks : [...drawnLinks.filter((edge) => !isCovered(edge, steps, index)).map(quiet), ...steps];
  const marked = focus === undefined ? undefined : markFor(placeOf(network, index, focus), boxFor, shown);
  return {
    title: line(titleOf(flows, options)),
    boxes: boxes.map(boxWithin),
    edges: edges.map(edgeWithin),
    highlight: options.highlight ?? view?.highlight ?? 'both',
    ...(showsInternal && { showsInternal }),
    ...(folds && { folds }),
    ...(marked !== undefined && { marked }),
    direction: 'down',
  };
}

/** The box of a resource to mark: its own, or what stands for it and others. A frame around a box that is not shown does not. */
export function markFor(id: BoxId, boxFor: (id: BoxId) => BoxId | undefined, { boxes }: BoxIndex): BoxId | undefined {
  const found = boxFor(id);
  const isFrame = found !== undefined && (boxes.get(found)?.children.length ?? 0) > 0;
  return found === id || !isFrame ? found : undefined;
}

function titleOf(flows: readonly Flow[], { view, flow }: DiagramOptions): string {
  if (flow === undefined && view !== undefined) return view.label ?? view.name;
  return flows.map((one) => one.label ?? one.name).join(', ');
}

/** Steps to and from boxes among many end at the box that stands for these. Of alike steps there the first is drawn; steps inside it are not. */
function amongCrowds(steps: readonly Edge[], crowdOf: ReadonlyMap<BoxId, BoxId>): readonly Edge[] {
  if (crowdOf.size === 0) return steps;
  const drawn = new Set<string>();
  return steps.flatMap((step) => {
    const [from, to] = [crowdOf.get(step.from), crowdOf.get(step.to)];
    if (from === undefined && to === undefined) return [step];
    const moved = { ...step, from: from ?? step.from, to: to ?? step.to };
    const key = JSON.stringify([moved.from, moved.to, moved.flow, moved.role]);
    if (drawn.has(key) || (moved.from === moved.to && step.from !== step.to)) return [];
    drawn.add(key);
    return [moved];
  });
}

/** Whether no link leads to the same box from this one, from inside it or from around it. */
function isNew(ways: readonly Edge[], index: BoxIndex): (call: Edge) => boolean {
  const byTarget = groupBy(ways, ({ to }) => to);
  const meets = (a: BoxId, b: BoxId) => a === b || encloses(index, a, b) || encloses(index, b, a);
  return ({ from, to }) => !byTarget.get(to)?.some((way) => meets(way.from, from));
}

function isSmall({ boxes }: BoxIndex): boolean {
  return [...boxes.values()].filter(({ children }) => children.length === 0).length <= FEW_CARDS;
}

/** A link beside a highlighted flow is drawn faintly, so its label is in the tooltip only. */
function quiet({ label, ...edge }: Edge): Edge {
  return label === undefined ? edge : { ...edge, facts: [label, ...edge.facts] };
}

/** Whether a highlighted flow runs along the link, between the same boxes or boxes in them. A connection between VPCs counts both ways. */
function isCovered({ from, to, isTwoWay }: Edge, flowEdges: readonly Edge[], index: BoxIndex): boolean {
  const holds = (outer: BoxId, inner: BoxId) => outer === inner || encloses(index, outer, inner);
  return flowEdges.some(
    (flowEdge) =>
      (holds(to, flowEdge.to) && holds(from, flowEdge.from)) ||
      (isTwoWay && holds(to, flowEdge.from) && holds(from, flowEdge.to)),
  );
}
