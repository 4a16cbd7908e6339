// A connection between two resources of the network, before it is known which boxes represent them.
import type { EntityId } from '#language/network/id.ts';
import type { EdgeRole } from './diagram.ts';

/** Drawn as an edge between the boxes that represent its two ends. */
export interface Link {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly role: EdgeRole;
  readonly label?: string;
  readonly isTwoWay?: true;
  /** The route, rule or resource whose line makes the connection. */
  readonly madeBy: EntityId;
  readonly facts: readonly string[];
}
