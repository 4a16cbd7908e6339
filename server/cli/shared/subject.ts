// The names of a view, a flow and what is highlighted → what to draw of a network.
import type { View } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { NetworkSubject } from '#language/view/subject.ts';
import { type Chosen, choose } from '#server/asking/choose.ts';

/** What to draw, in the words of the user. */
export interface Wanted {
  readonly view?: string | undefined;
  readonly flow?: string | undefined;
  readonly depth?: (typeof DEPTHS)[number] | undefined;
  /** Names of VPCs and subnets that are drawn with everything in them. */
  readonly expand?: readonly string[] | undefined;
  readonly highlight?: Highlighted | undefined;
  readonly internal?: boolean | undefined;
}

/** The traffic that can be highlighted. */
export const HIGHLIGHTS = ['ingress', 'egress', 'both', 'none'] as const;

/** One of them. */
export type Highlighted = (typeof HIGHLIGHTS)[number];

/** How deep a diagram goes. */
export const DEPTHS = ['vpcs', 'subnets', 'all'] as const;

/** The themes of a diagram. */
export const THEMES = ['light', 'dark'] as const;

/** The subject, without its flows; or one sentence about a name that the network does not have. */
export function subjectFor(network: Network, wanted: Wanted): Chosen<NetworkSubject> {
  const { view, flow, highlight, internal } = wanted;
  const detail = detailFor(network, wanted);
  if (!detail.ok) return detail;
  const chosenView = named('view', network.views, view);
  if (!chosenView.ok) return chosenView;
  const chosenFlow = named('flow', network.flows, flow);
  if (!chosenFlow.ok) return chosenFlow;
  return {
    ok: true,
    value: {
      kind: 'network',
      ...detail.value,
      ...(chosenView.value && { view: chosenView.value }),
      ...(chosenFlow.value && { flow: chosenFlow.value.id }),
      ...(highlight && { highlight }),
      ...(internal !== undefined && { internal }),
    },
  };
}

/** The level of detail: everything, unless the user or the view says otherwise. */
function detailFor(network: Network, { depth, expand = [] }: Wanted): Chosen<Pick<NetworkSubject, 'depth' | 'expand'>> {
  const places = [...network.vpcs, ...network.subnets];
  const expanded: EntityId[] = [];
  for (const name of expand) {
    const place = choose('VPC or subnet', places, name);
    if (!place.ok) return place;
    expanded.push(place.value.id);
  }
  return { ok: true, value: { ...(depth !== undefined && { depth }), ...(expanded.length > 0 && { expand: expanded }) } };
}

function named<T extends View | Network['flows'][number]>(
  noun: string,
  resources: readonly T[],
  name: string | undefined,
): Chosen<T | undefined> {
  return name === undefined ? { ok: true, value: undefined } : choose(noun, resources, name);
}
