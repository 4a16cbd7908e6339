// What every resource of a network has.
import type { EntityId } from './id.ts';

/** A resource of the text. */
export interface Named extends Labelled {
  readonly id: EntityId;
  readonly name: string;
}

/** A resource, a rule or a route. */
export interface Labelled {
  /** The text in quotes. Diagrams show it in place of the name of a resource. */
  readonly label?: string;
}

/** The label as the language writes it behind a line, with a space in front; empty without a label. */
export function labelBehind({ label }: Labelled): string {
  return label === undefined ? '' : ` "${label}"`;
}
