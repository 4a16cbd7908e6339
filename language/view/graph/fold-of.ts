// What to show → what is collapsed and what is expanded, by the reader, the view, the cursor and the flows.

import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type BoxIndex, lineage } from './box-index.ts';
import type { BoxId } from './diagram.ts';
import type { Fold, Folding } from './fold.ts';
import type { DiagramOptions } from './options.ts';
import type { Scene } from './scene.ts';

/** What the reader chose comes first, then what the view says. Only where neither says something, flows and the focus expand boxes. */
export function foldOf(network: Network, { index, steps }: Scene, options: DiagramOptions): Fold {
  const { folding, focus } = options;
  const whole = options.expand ?? options.view?.expand ?? [];
  const start = startOf(options, whole);
  const seen = focus === undefined ? [] : [placeOf(network, index, focus)];
  const needed = start === 'readable' ? [...seen, ...steps.flatMap(({ from, to }) => [from, to])] : [];
  const expanded = [...(folding?.expanded ?? []), ...whole, ...needed];
  return {
    start,
    collapsed: new Set(folding?.collapsed),
    expanded: new Set(expanded.flatMap((id) => lineage(index, id))),
    whole: new Set(whole),
  };
}

/** The box of a resource. For one without a box, such as a security group, the box of its VPC. */
export function placeOf({ byId }: Network, { boxes }: BoxIndex, id: EntityId): BoxId {
  if (boxes.has(id)) return id;
  const resource = byId.get(id);
  return resource !== undefined && 'vpc' in resource && resource.vpc !== undefined ? resource.vpc.id : id;
}

function startOf({ view, depth = view?.depth, folding }: DiagramOptions, whole: readonly EntityId[]): Folding['start'] {
  if (folding !== undefined && folding.start !== 'readable') return folding.start;
  if (depth === 'vpcs' || (depth === undefined && whole.length > 0)) return 'vpcs';
  return depth === undefined && folding !== undefined ? 'readable' : 'all';
}
