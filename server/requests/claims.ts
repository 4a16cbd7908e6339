// Counts the expectations of a document that hold and that fail.
import type { Claims } from '#language/validation/claims.ts';
import type { ClaimsResult } from '#server/protocol.ts';

/** The number of expectations that hold, and of those that do not. */
export function countClaims({ judgements }: Claims): ClaimsResult {
  const holding = judgements.filter(({ holds }) => holds).length;
  return { holding, failing: judgements.length - holding };
}
