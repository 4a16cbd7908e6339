// What a file claims, judged in the network that failures leave.
import type { Selector } from '#language/network/claim.ts';
import type { Finding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import { type Claims, settleClaims } from '#language/validation/claims.ts';
import { validate } from '#language/validation/validate.ts';

/** The claims that still speak of something, and what is wrong because of them. */
export interface LeftOver {
  readonly claims: Claims;
  readonly findings: readonly Finding[];
}

/** Claims about ends that are gone altogether are left out: nobody expects an answer of them. */
export function leftOver(whole: Network, left: Network): LeftOver {
  const isThere = (selector: Selector): boolean =>
    connectionEndsOf(left, selector).length > 0 || connectionEndsOf(whole, selector).length === 0;
  const meant: Network = {
    ...left,
    expectations: left.expectations.filter(({ from, to }) => isThere(from) && isThere(to)),
  };
  const claims = settleClaims(meant);
  // Of the rest of the file nothing is said: that a route leads to what is gone is what was asked for.
  const nothing: Claims = { flows: new Map(), judgements: [] };
  const always = new Set(validate(meant, nothing).map(keyOf));
  return { claims, findings: validate(meant, claims).filter((finding) => !always.has(keyOf(finding))) };
}

function keyOf({ code, subject, message }: Finding): string {
  return [code, subject, message].join(' ');
}
