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
  readonly highlight?: Highlighted | undefined;
  readonly internal?: boolean | undefined;
  readonly depth?: Depth | undefined;
  /** The names of VPCs and subnets to draw with everything in them. */
  readonly expand?: readonly string[];
}

/** How deep a picture is. */
export const DEPTHS = ['vpcs', 'subnets', 'all'] as const;

type Depth = (typeof DEPTHS)[number];

/** The traffic that can be highlighted. */
export const HIGHLIGHTS = ['ingress', 'egress', 'both', 'none'] as const;

/** One of them. */
export type Highlighted = (typeof HIGHLIGHTS)[number];

/** The themes of a diagram. */
export const THEMES = ['light', 'dark'] as const;

/** The subject, without its flows; or one sentence about a name that the network does not have. */
export function subjectFor(network: Network, wanted: Wanted): Chosen<NetworkSubject> {
  const { view, flow, highlight, internal, depth, expand = [] } = wanted;
  const expanded = placesNamed(network, expand);
  if (!expanded.ok) return expanded;
  const chosenView = named('view', network.views, view);
  if (!chosenView.ok) return chosenView;
  const chosenFlow = named('flow', network.flows, flow);
  if (!chosenFlow.ok) return chosenFlow;
  return {
    ok: true,
    value: {
      kind: 'network',
      ...(chosenView.value && { view: chosenView.value }),
      ...(chosenFlow.value && { flow: chosenFlow.value.id }),
      ...(highlight && { highlight }),
      ...(internal !== undefined && { internal }),
      ...(depth !== undefined && { depth }),
      ...(expanded.value.length > 0 && { expand: expanded.value }),
    },
  };
}

function placesNamed(network: Network, names: readonly string[]): Chosen<readonly EntityId[]> {
  const places = [...network.vpcs, ...network.subnets];
  const ids: EntityId[] = [];
  for (const name of names) {
    const place = choose('VPC or subnet', places, name);
    if (!place.ok) return place;
    ids.push(place.value.id);
  }
  return { ok: true, value: ids };
}

function named<T extends View | Network['flows'][number]>(
  noun: string,
  resources: readonly T[],
  name: string | undefined,
): Chosen<T | undefined> {
  return name === undefined ? { ok: true, value: undefined } : choose(noun, resources, name);
}
