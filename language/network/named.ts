// What every resource of a network has.
import type { EntityId } from './id.ts';

/** A resource of the text. */
export interface Named {
  readonly id: EntityId;
  readonly name: string;
  /** The text in quotes. Diagrams show it in place of the name. */
  readonly label?: string;
}
