// A document and what fails in it → the network that is left, with its claims.

import type { Finding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { claimsAfter } from '#language/what-if/claims-after.ts';
import type { Compiled } from '#language/workspace.ts';
import { networkWithout } from '#server/asking/losses.ts';

/** The network of a document, as it is or after failures, and what became of its claims. */
export interface Left {
  readonly network: Network;
  readonly claims: Claims;
  /** The findings of the text; after failures, those about claims that fail because of these. */
  readonly findings: readonly Finding[];
}

/** One answer for each document, because the questions of a panel come together. */
const last = new WeakMap<Compiled, { readonly names: string; readonly left: Left }>();

/** What is left without the named zones, resources and routes. Names that the document no longer has are ignored. */
export function leftWithout(compiled: Compiled, names: readonly string[]): Left {
  if (names.length === 0) return compiled;
  const key = JSON.stringify(names);
  const known = last.get(compiled);
  if (known?.names === key) return known.left;
  const left = leftAfter(compiled, names);
  last.set(compiled, { names: key, left });
  return left;
}

function leftAfter({ network: whole, sources }: Compiled, names: readonly string[]): Left {
  const known = names.filter((name) => networkWithout(whole, [name]).ok);
  const remaining = networkWithout(whole, known);
  const network = remaining.ok ? remaining.value : whole;
  return { network, ...claimsAfter(whole, network, ({ subject, aspect }) => sources.locate(subject, aspect)) };
}
