// A network and what to show → the boxes and links that are chosen, before anything is collapsed.

import type { Flow } from '#language/network/claim.ts';
import { entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type BoxIndex, indexOf } from './box-index.ts';
import { boxesOf } from './boxes.ts';
import { connectorLinks } from './connector-links.ts';
import type { Box, BoxId, Edge } from './diagram.ts';
import { egressLinks } from './egress.ts';
import { endpointLinks } from './endpoint-links.ts';
import { edgesOfFlow } from './flow-edges.ts';
import { ingressLinks } from './ingress.ts';
import { internalLinks } from './internal.ts';
import type { Link } from './link.ts';
import type { Boxing } from './move-edges.ts';
import type { DiagramOptions } from './options.ts';
import { linksOf, pick, withNeighbours } from './pick.ts';
import { downTo, representatives, withoutIdleResolvers } from './visible.ts';

/** What a diagram can show. */
export interface Scene {
  /** Every box of the network. */
  readonly index: BoxIndex;
  readonly boxes: readonly Box[];
  /** What routes and rules allow across the border of a VPC. */
  readonly links: readonly Link[];
  /** What security groups allow inside the network. */
  readonly calls: () => readonly Link[];
  readonly flows: readonly Flow[];
  /** The steps of the flows between the boxes of the view. */
  readonly steps: readonly Edge[];
  /** The same between boxes of which some are collapsed: steps inside one card are left out. */
  readonly stepsAmong: (kept: readonly Box[]) => readonly Edge[];
}

/** Chooses what the view shows, or only one box and what it is linked to. */
export function sceneOf(network: Network, options: DiagramOptions): Scene {
  const { view, traces, packets } = options;
  const all = boxesOf(network);
  const index = indexOf(all);
  const deep = downTo(options.depth ?? view?.depth ?? 'all', all);
  const boxFor = representatives(index, deep);
  const flows = highlightedFlows(network, options);
  const around = (id: BoxId) => index.parents.get(id);
  const stepsIn = (boxing: Boxing) =>
    packets === undefined
      ? flows.flatMap((flow) => edgesOfFlow(flow, traces.get(flow.id) ?? [], boxing))
      : edgesOfFlow(ASKED, packets, boxing);
  const steps = stepsIn({ boxFor, around });
  const links = [...ingressLinks(network), ...egressLinks(network), ...endpointLinks(network), ...connectorLinks(network)];
  const asked = withoutIdleResolvers(new Set(steps.map(({ to }) => to)), deep);
  const boxes = view === undefined ? asked : pick(network, view, asked, index, links, steps);
  const viewedBoxFor = representatives(index, boxes);
  // A frame that is shown only for its contents does not stand for what the view leaves out of it.
  const isShown = ({ from, to }: Link) => [from, to].every((id) => viewedBoxFor(id) === boxFor(id));
  const calls = () => internalLinks(network, index).filter(isShown);
  const stepsAmong = (kept: readonly Box[]) => stepsIn(boxingAmong(kept, index, boxFor));
  return only({ index, boxes, links, calls, flows, steps, stepsAmong }, options);
}

/** A resource inside a card is represented by the card. */
function boxingAmong(kept: readonly Box[], index: BoxIndex, boxFor: Boxing['boxFor']): Boxing {
  const shown = indexOf(kept).boxes;
  const keptFor = representatives(index, kept);
  const cardOf = (id: BoxId) => {
    const card = keptFor(id);
    return card !== undefined && shown.get(card)?.collapsed !== undefined ? card : id;
  };
  return {
    boxFor: (id) => {
      const box = boxFor(id);
      return box === undefined ? undefined : cardOf(box);
    },
    around: (id) => (shown.get(id)?.collapsed === undefined ? index.parents.get(id) : undefined),
  };
}

/** Stands for the flow whose packets were asked for. */
const ASKED: Flow = { kind: 'flow', id: entityId('asked'), name: 'asked', steps: [], notes: [] };

function highlightedFlows(network: Network, { view, flow, packets }: DiagramOptions): readonly Flow[] {
  if (packets !== undefined) return [];
  const highlighted = flow === undefined ? (view?.flows ?? []) : [flow];
  return network.flows.filter(({ id }) => highlighted.includes(id));
}

/** Only one box and what it is linked to, if that is what is asked for. */
function only(scene: Scene, { around: id, internal }: DiagramOptions): Scene {
  const { index, boxes } = scene;
  if (id === undefined || !index.boxes.has(id)) return scene;
  const links = linksOf(id, scene.links, index);
  const calls = internal === false ? [] : linksOf(id, scene.calls(), index);
  return { ...scene, boxes: withNeighbours(id, [...links, ...calls], boxes, index), links, calls: () => calls };
}
