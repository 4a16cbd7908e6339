// A network and what remains of it after failures → the flows and expectations of the file, evaluated on the rest.
import type { Selector } from '#language/network/claim.ts';
import type { Finding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import { byCause, type Locate } from '#language/validation/causes.ts';
import { type Claims, NO_CLAIMS, settleClaims } from '#language/validation/claims.ts';
import { validate } from '#language/validation/validate.ts';

/** The claims about the remaining resources, and the findings about these claims. */
export interface ClaimsAfter {
  readonly claims: Claims;
  readonly findings: readonly Finding[];
}

/** Claims about ends that no longer exist are left out. Findings of one document with one cause are one. */
export function claimsAfter(whole: Network, left: Network, locate: Locate): ClaimsAfter {
  const isThere = (selector: Selector): boolean =>
    connectionEndsOf(left, selector).length > 0 || connectionEndsOf(whole, selector).length === 0;
  const meant: Network = {
    ...left,
    expectations: left.expectations.filter(({ from, to }) => isThere(from) && isThere(to)),
  };
  const claims = settleClaims(meant);
  // Other findings are left out: a route that leads to a removed resource is what the user asked for.
  const always = new Set(validate(meant, NO_CLAIMS).map(keyOf));
  const broken = validate(meant, claims).filter((finding) => !always.has(keyOf(finding)));
  return { claims, findings: byCause(broken, [], locate).findings };
}

function keyOf({ code, subject, message }: Finding): string {
  return [code, subject, message].join(' ');
}
