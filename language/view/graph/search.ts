// A network and a text → the boxes whose name, address or kind contains it, in the order of the diagram.

import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { kindTitle } from './box-kind.ts';
import { boxesOf } from './boxes.ts';
import type { Box, BoxId } from './diagram.ts';

/** A box that was found. */
export interface Found {
  readonly id: BoxId;
  /** The boxes around it, innermost first. */
  readonly around: readonly BoxId[];
}

/** The boxes that contain every word of the text, whatever the case. An empty text finds nothing. */
export function found(network: Network, text: string): readonly Found[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return textsOf(network).flatMap(({ searched, ...box }) => (words.every((word) => searched.includes(word)) ? [box] : []));
}

/** The resolver of a VPC is drawn only where a flow uses it. */
const textsOf = perObject((network: Network) => boxesOf(network).flatMap((box) => textsIn(box, [])));

function textsIn(box: Box, around: readonly BoxId[]): readonly (Found & { readonly searched: string })[] {
  const { id, kind, children } = box;
  const inner = [id, ...around];
  const own = kind === 'resolver' ? [] : [{ id, around, searched: searchedText(box) }];
  return [...own, ...children.flatMap((child) => textsIn(child, inner))];
}

/** The second line and the addresses of the tooltip: other facts name other resources. */
function searchedText({ id, kind, label, detail = '', facts }: Box): string {
  const addresses = facts.filter((fact) => /^Address/.test(fact));
  return [label, id, detail, kind, kindTitle(kind), ...addresses].join('\n').toLowerCase();
}
