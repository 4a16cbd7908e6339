// Fuzzy matching in completion: `sh1` finds `shop-1`, `work` finds `production.worker`.
import { DefaultFuzzyMatcher } from 'langium/lsp';

const SEPARATORS: ReadonlySet<number> = new Set([...'.-_/'].map((sign) => sign.charCodeAt(0)));

/** Words of a name begin after dots and hyphens. */
export class NetarchFuzzyMatcher extends DefaultFuzzyMatcher {
  protected override isWordTransition(previous: number, current: number): boolean {
    return SEPARATORS.has(previous) || super.isWordTransition(previous, current);
  }
}
