// A network and what to show → the placed diagram. The panel, the hover, the command line and the tests all draw with it.
import type { Network } from '#language/network/network.ts';
import { layout } from './layout/layout.ts';
import type { PlacedDiagram } from './layout/placed.ts';
import { graphOf, type Subject } from './subject.ts';

/** Places the boxes and lines, in CSS pixels. The same network and subject give the same diagram; neither is changed. */
export function pictureOf(network: Network, subject: Subject): PlacedDiagram {
  return layout(graphOf(network, subject));
}
