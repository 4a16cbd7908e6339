// The highlighted traffic → two switches, and back: ingress and egress, each on or off.
import type { Highlight } from '#language/view/graph/diagram.ts';

/** A direction with a switch of its own. */
export type LitDirection = 'ingress' | 'egress';

/** Whether traffic of that direction is highlighted. */
export function isLit(highlight: Highlight, direction: LitDirection): boolean {
  return highlight === 'both' || highlight === direction;
}

/** Toggles one switch and leaves the other. */
export function toggleLight(highlight: Highlight, direction: LitDirection): Highlight {
  const ingress = isLit(highlight, 'ingress') !== (direction === 'ingress');
  const egress = isLit(highlight, 'egress') !== (direction === 'egress');
  if (ingress) {
    return egress ? 'both' : 'ingress';
  }
  return egress ? 'egress' : 'none';
}

/** The highlight of a drawing: its root has a class `highlight-…`. */
export function highlightOf(rootClass: string): Highlight {
  const found = /(?:^|\s)highlight-(ingress|egress|both|none)(?:\s|$)/.exec(rootClass)?.[1];
  return found === 'ingress' || found === 'egress' || found === 'both' ? found : 'none';
}

/** The root's classes with another highlight. */
export function withHighlight(rootClass: string, highlight: Highlight): string {
  const others = rootClass.split(/\s+/).filter((name) => name !== '' && !name.startsWith('highlight-'));
  return [...others, `highlight-${highlight}`].join(' ');
}
