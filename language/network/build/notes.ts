// The findings and other notes that a build returns with the network.
import type { Finding } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';

/** Collected during one build. */
export interface Notes {
  readonly problems: Finding[];
  /** For each route and attachment that the file does not state: the part that causes it. */
  readonly causes: Map<EntityId, EntityId>;
}
