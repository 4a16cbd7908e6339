// What every resource of a network has.
import type { EntityId } from './id.ts';

/** A resource of the text. */
export interface Named {
  readonly id: EntityId;
  readonly name: string;
  /** The text in quotes, shown in pictures in place of the name. */
  readonly label?: string;
}
