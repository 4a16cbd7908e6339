// What a rule is: a code, how grave it is, and a function from a network and what became of its claims to what is wrong.
import type { RelatedFinding, Severity } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Aspect } from '#language/network/source.ts';
import type { Claims } from './claims.ts';

/** One check. The comment above a rule is its page in docs/rules.md. */
export interface Rule {
  /** Stable: users silence and search by it. */
  readonly code: string;
  readonly severity: Severity;
  readonly check: (network: Network, claims: Claims) => Iterable<Remark>;
}

/** What a rule has to say about one place; code and severity are the rule's. */
export interface Remark {
  readonly subject: EntityId;
  /** The part of the subject's text to underline; its name, where absent. */
  readonly aspect?: Aspect;
  /** What is wrong, and what to do. */
  readonly message: string;
  readonly related?: readonly RelatedFinding[];
  /** Where this place is graver or less grave than the rule's usual ones. */
  readonly severity?: Severity;
}
