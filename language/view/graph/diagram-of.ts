// A network and what to show → the diagram graph.

import type { Flow, View } from '#language/network/claim.ts';
import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import { type BoxIndex, encloses, indexOf, lineage } from './box-index.ts';
import { boxesOf } from './boxes.ts';
import { connectorLinks } from './connector-links.ts';
import { withCrowds } from './crowds.ts';
import type { Box, BoxId, Diagram, Edge, Highlight } from './diagram.ts';
import { egressLinks } from './egress.ts';
import { endpointLinks } from './endpoint-links.ts';
import { edgesOfFlow } from './flow-edges.ts';
import { ingressLinks } from './ingress.ts';
import { internalLinks } from './internal.ts';
import type { Link } from './link.ts';
import type { Boxing } from './move-edges.ts';
import { boxWithin, edgeWithin, line, listed } from './texts.ts';
import { downTo, only, representatives, withoutIdleResolvers } from './visible.ts';

/** What to show. */
export interface DiagramOptions {
  /** What to show, how deep, and which flows are highlighted. Without a view everything is shown and no flow is highlighted. */
  readonly view?: View;
  /** The one flow to highlight, in place of the view's. */
  readonly flow?: EntityId;
  /** Packets to draw in place of flows. */
  readonly packets?: readonly Trace[];
  /** The directions to highlight. Default: those of the view, or both without a view. */
  readonly highlight?: Highlight;
  /** Whether internal traffic that security groups allow is drawn. Default: only without flows, and if it is little. */
  readonly internal?: boolean;
  /** The traces of every flow, step by step. A flow without traces is not drawn. */
  readonly traces: ReadonlyMap<EntityId, readonly Trace[]>;
}

/** Internal traffic is drawn by default if there are at most this many cards and this many lines. More would hide the ways in and out. */
const FEW_CARDS = 40;
const FEW_CALLS = 12;

/** The diagram of a network: its boxes, the links that routes and rules allow, and the highlighted flows on top. */
export function diagramOf(network: Network, options: DiagramOptions): Diagram {
  const { view } = options;
  const flows = highlightedFlows(network, options);
  const all = boxesOf(network);
  const index = indexOf(all);
  const deep = downTo(view?.depth ?? 'all', all);
  const deepBoxFor = representatives(index, deep);
  const boxing: Boxing = { boxFor: deepBoxFor, around: (id) => index.parents.get(id) };
  const flowEdges =
    options.packets === undefined ? flowEdgesOf(flows, options.traces, boxing) : edgesOfFlow(ASKED, options.packets, boxing);
  const links = [...ingressLinks(network), ...egressLinks(network), ...endpointLinks(network), ...connectorLinks(network)];
  const asked = withoutIdleResolvers(new Set(flowEdges.map(({ to }) => to)), deep);
  const chosen = view === undefined ? asked : pick(network, view, asked, index, links, flowEdges);
  const { boxes, crowdOf } = withCrowds(chosen);
  const chosenBoxFor = representatives(index, chosen);
  const standInFor = (id: BoxId | undefined) => (id === undefined ? undefined : (crowdOf.get(id) ?? id));
  const boxFor = (id: EntityId) => standInFor(chosenBoxFor(id));
  const shown = indexOf(boxes);
  const ways = structuralEdges(links, boxFor, shown);
  const isFew = flowEdges.length === 0 && crowdOf.size === 0 && isSmall(shown);
  const wanted = options.internal ?? (isFew ? 'if-few' : false);
  // A frame that is shown only for its contents does not stand for what the view leaves out of it.
  const isShown = ({ from, to }: Link) => [from, to].every((id) => chosenBoxFor(id) === deepBoxFor(id));
  const callLinks = wanted === false ? [] : internalLinks(network, index).filter(isShown);
  const calls = structuralEdges(callLinks, boxFor, shown).filter(isNew(ways, index));
  const showsInternal = wanted === true || (wanted === 'if-few' && calls.length <= FEW_CALLS);
  const drawnLinks = showsInternal ? [...ways, ...calls] : ways;
  const steps = amongCrowds(flowEdges, crowdOf);
  const edges =
    steps.length === 0 ? drawnLinks : [...drawnLinks.filter((edge) => !isCovered(edge, steps, index)).map(quiet), ...steps];
  return {
    title: line(titleOf(flows, options)),
    boxes: boxes.map(boxWithin),
    edges: edges.map(edgeWithin),
    highlight: options.highlight ?? view?.highlight ?? 'both',
    ...(showsInternal && { showsInternal }),
    direction: 'down',
  };
}

/** Stands for the flow whose packets were asked for. */
const ASKED: Flow = { kind: 'flow', id: entityId('asked'), name: 'asked', steps: [], notes: [] };

function highlightedFlows(network: Network, { view, flow, packets }: DiagramOptions): readonly Flow[] {
  if (packets !== undefined) return [];
  const highlighted = flow === undefined ? (view?.flows ?? []) : [flow];
  return network.flows.filter(({ id }) => highlighted.includes(id));
}

function flowEdgesOf(flows: readonly Flow[], traces: DiagramOptions['traces'], boxing: Boxing): readonly Edge[] {
  return flows.flatMap((flow) => edgesOfFlow(flow, traces.get(flow.id) ?? [], boxing));
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

/** What the view names, what its flows touch, and what is outside VPCs if a link leads there. */
function pick(
  network: Network,
  view: View,
  boxes: readonly Box[],
  index: BoxIndex,
  links: readonly Link[],
  flowEdges: readonly Edge[],
): readonly Box[] {
  if (view.show.length === 0) return boxes;
  const named = [...view.show, ...flowEdges.flatMap(({ from, to }) => [from, to])];
  const shown = new Set<BoxId>(named);
  const boxFor = representatives(index, only(shown, boxes));
  const outside = network.outside.filter(isReached((id) => boxFor(id) !== undefined, links));
  // A frame that is shown only for its contents is no reason to show what connects it.
  const isShown = (id: EntityId) => lineage(index, id).some((one) => shown.has(one));
  const connectors = [...network.peerings, ...network.transitGateways].filter(isReached(isShown, links));
  return only(new Set([...named, ...[...outside, ...connectors].map(({ id }) => id)]), boxes);
}

/** Whether a link leads from the resource to one that passes the test, or the other way round. */
function isReached(holds: (id: EntityId) => boolean, links: readonly Link[]): (resource: { readonly id: EntityId }) => boolean {
  return ({ id }) => links.some(({ from, to }) => (from === id && holds(to)) || (to === id && holds(from)));
}

/** One edge for each pair of boxes and role; links inside one box are left out. */
function structuralEdges(links: readonly Link[], boxFor: (id: EntityId) => BoxId | undefined, index: BoxIndex): readonly Edge[] {
  const edges = new Map<string, Merged>();
  for (const { role, label, isTwoWay, facts, ...link } of links) {
    const from = boxFor(link.from);
    const to = boxFor(link.to);
    if (from === undefined || to === undefined || from === to || encloses(index, from, to) || encloses(index, to, from)) continue;
    const id = `${from} ${role} ${to}`;
    const edge = edges.get(id) ?? { id, from, to, role, labels: new Set(), facts: new Set() };
    edges.set(id, { ...edge, ...(isTwoWay && { isTwoWay }) });
    if (label !== undefined) edge.labels.add(label);
    for (const fact of facts) edge.facts.add(fact);
  }
  return [...edges.values()].map(({ labels, facts, ...edge }) => ({
    ...edge,
    ...(labels.size > 0 && { label: listed([...labels]) }),
    facts: [...facts],
  }));
}

/** An edge to which more links can still be added. */
interface Merged extends Omit<Edge, 'label' | 'facts'> {
  readonly labels: Set<string>;
  readonly facts: Set<string>;
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
