// A network and what to show → the diagram graph.

import type { Flow, View } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import { type BoxIndex, encloses, indexOf, lineage } from './box-index.ts';
import { boxesOf } from './boxes.ts';
import { connectorLinks } from './connector-links.ts';
import type { Box, BoxId, Diagram, Edge, Highlight } from './diagram.ts';
import { egressLinks } from './egress.ts';
import { endpointLinks } from './endpoint-links.ts';
import { edgesOfFlow } from './flow-edges.ts';
import { ingressLinks } from './ingress.ts';
import type { Link } from './link.ts';
import type { Boxing } from './move-edges.ts';
import { downTo, only, representatives, withoutIdleResolvers } from './visible.ts';

/** What to show. */
export interface DiagramOptions {
  /** What to show, how deep, and which flows are highlighted. Without a view everything is shown and no flow is highlighted. */
  readonly view?: View;
  /** The one flow to highlight, in place of the view's. */
  readonly flow?: EntityId;
  /** The directions to highlight. Default: those of the view, or both without a view. */
  readonly highlight?: Highlight;
  /** The traces of every flow, step by step. A flow without traces is not drawn. */
  readonly traces: ReadonlyMap<EntityId, readonly Trace[]>;
}

/** The diagram of a network: its boxes, the links that routes and rules allow, and the highlighted flows on top. */
export function diagramOf(network: Network, options: DiagramOptions): Diagram {
  const { view } = options;
  const flows = highlightedFlows(network, options);
  const all = boxesOf(network);
  const index = indexOf(all);
  const deep = downTo(view?.depth ?? 'all', all);
  const flowEdges = flowEdgesOf(flows, options.traces, {
    boxFor: representatives(index, deep),
    around: (id) => index.parents.get(id),
  });
  const links = [...ingressLinks(network), ...egressLinks(network), ...endpointLinks(network), ...connectorLinks(network)];
  const asked = withoutIdleResolvers(new Set(flowEdges.map(({ to }) => to)), deep);
  const boxes = view === undefined ? asked : pick(network, view, asked, index, links, flowEdges);
  const ways = structuralEdges(links, representatives(index, boxes), indexOf(boxes));
  return {
    title:
      options.flow === undefined && view !== undefined
        ? (view.label ?? view.name)
        : flows.map((flow) => flow.label ?? flow.name).join(', '),
    boxes,
    edges: [...ways.filter((way) => !isCovered(way, flowEdges, index)), ...flowEdges],
    highlight: options.highlight ?? view?.highlight ?? 'both',
    direction: 'down',
  };
}

function highlightedFlows(network: Network, { view, flow }: DiagramOptions): readonly Flow[] {
  const highlighted = flow === undefined ? (view?.flows ?? []) : [flow];
  return network.flows.filter(({ id }) => highlighted.includes(id));
}

function flowEdgesOf(flows: readonly Flow[], traces: DiagramOptions['traces'], boxing: Boxing): readonly Edge[] {
  return flows.flatMap((flow) => edgesOfFlow(flow, traces.get(flow.id) ?? [], boxing));
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
  const edges = new Map<string, Edge>();
  for (const { role, label, isTwoWay, facts, ...link } of links) {
    const from = boxFor(link.from);
    const to = boxFor(link.to);
    if (from === undefined || to === undefined || from === to || encloses(index, from, to) || encloses(index, to, from)) continue;
    const id = `${from} ${role} ${to}`;
    const known = edges.get(id);
    const labels = [...new Set([known?.label, label].filter((one) => one !== undefined))].join(', ');
    edges.set(id, {
      id,
      from,
      to,
      role,
      ...(labels !== '' && { label: labels }),
      ...(isTwoWay && { isTwoWay }),
      facts: [...new Set([...(known?.facts ?? []), ...facts])],
    });
  }
  return [...edges.values()];
}

/** Whether a highlighted flow runs along the link, from the same box or from inside it. A connection between VPCs counts both ways. */
function isCovered({ from, to, isTwoWay }: Edge, flowEdges: readonly Edge[], index: BoxIndex): boolean {
  const holds = (outer: BoxId, inner: BoxId) => outer === inner || encloses(index, outer, inner);
  return flowEdges.some(
    (flowEdge) =>
      (flowEdge.to === to && holds(from, flowEdge.from)) ||
      (isTwoWay && ((holds(to, flowEdge.to) && flowEdge.from === from) || (holds(to, flowEdge.from) && flowEdge.to === from))),
  );
}
