// The type of a rule: a code, a severity, and a function from a network and the results of its claims to remarks.
import type { Basis, RelatedFinding, Severity } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Aspect } from '#language/network/source.ts';
import type { Claims } from './claims.ts';

/** One check. The comment above a rule is its page in docs/rules.md. */
export interface Rule {
  /** Stable, because users search for it and filter by it. */
  readonly code: string;
  readonly severity: Severity;
  /** Whether its findings follow from what other lines state, so that the cause may be elsewhere. */
  readonly isDerived?: boolean;
  readonly check: (network: Network, claims: Claims) => Iterable<Remark>;
}

/** One problem that a rule finds. Code and severity come from the rule. */
export interface Remark {
  readonly subject: EntityId;
  /** The part of the subject's declaration to underline; its name by default. */
  readonly aspect?: Aspect;
  /** What is wrong, and what to do. */
  readonly message: string;
  readonly related?: readonly RelatedFinding[];
  /** Of a claim, or a derived rule: what the finding rests on. A derived rule's default is the subject and the related places. */
  readonly basis?: Basis;
  /** Replaces the severity of the rule. */
  readonly severity?: Severity;
}
