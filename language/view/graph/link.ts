// A way between two resources of the network, before it is known which boxes stand for them.
import type { EntityId } from '#language/network/id.ts';
import type { EdgeRole } from './diagram.ts';

/** Drawn as an edge between the boxes that stand for its two ends. */
export interface Link {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly role: EdgeRole;
  readonly label?: string;
  readonly isTwoWay?: true;
  readonly facts: readonly string[];
}
