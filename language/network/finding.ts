// A problem: a stable code, the resource that has it, and a message that says what to do.
import type { EntityId } from './id.ts';
import type { Aspect } from './source.ts';

/** How serious a finding is, as in LSP. docs/rules.md explains each. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A problem that a rule reports about a resource. */
export interface Finding {
  /** Stable: users search for it and suppress it. */
  readonly code: string;
  readonly severity: Severity;
  readonly subject: EntityId;
  /** The part of the subject's text to underline; its name, where absent. */
  readonly aspect?: Aspect;
  readonly message: string;
  readonly related: readonly RelatedFinding[];
}

/** Another place that explains the finding. */
export interface RelatedFinding {
  readonly subject: EntityId;
  readonly aspect?: Aspect;
  readonly message: string;
  /** What was decided there, as plain data, where the place is a hop of a trace. */
  readonly decision?: PlainFacts;
}

/** Named values that JSON can hold. */
export type PlainFacts = Readonly<Record<string, unknown>>;
