// What is wrong, said once: a stable code, the resource it is about, one sentence that says what to do.
import type { EntityId } from './id.ts';
import type { Aspect } from './source.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface Finding {
  /** Stable: users silence and search by it. */
  readonly code: string;
  readonly severity: Severity;
  readonly subject: EntityId;
  /** The part of the subject's text to underline; its name, where absent. */
  readonly aspect?: Aspect;
  readonly message: string;
  readonly related: readonly RelatedFinding[];
}

/** Another place that a reader must look at to understand the finding. */
export interface RelatedFinding {
  readonly subject: EntityId;
  readonly aspect?: Aspect;
  readonly message: string;
}
