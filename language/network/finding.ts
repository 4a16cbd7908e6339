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
  /** What the finding rests on, for a finding that may follow from another one. */
  readonly basis?: Basis;
}

/** Findings with the same basis have one cause. */
export interface Basis {
  /** What is wrong, as a key: findings with the same fault have one cause. */
  readonly fault?: string;
  /** Whether it is a claim of the text that fails. */
  readonly isClaim?: boolean;
  /** The resources that take part. If the declaration of one of them names something undefined, that is the cause. */
  readonly resources: readonly EntityId[];
}

/** Another place that explains the finding. */
export interface RelatedFinding {
  readonly subject: EntityId;
  readonly aspect?: Aspect;
  readonly message: string;
  /** What was decided there, as plain data, where the place is a hop of a trace. */
  readonly decision?: PlainFacts;
  /** Of another finding that follows from this one: its code and severity. */
  readonly follows?: Pick<Finding, 'code' | 'severity'>;
}

/** Named values that JSON can hold. */
export type PlainFacts = Readonly<Record<string, unknown>>;
