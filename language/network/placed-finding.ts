// Findings about resources → the same findings at their places in the text of one document.
import type { Finding, RelatedFinding } from './finding.ts';
import type { SourceRange, Sources } from './source.ts';

/** A finding with ranges of text in place of ids. */
export interface PlacedFinding extends Pick<Finding, 'code' | 'severity' | 'message'> {
  readonly range: SourceRange;
  /** In any document. Places that no file has are left out. */
  readonly related: readonly PlacedRelated[];
}

/** A related place with its range of text. */
export type PlacedRelated = Pick<RelatedFinding, 'message' | 'decision' | 'follows'> & { readonly range: SourceRange };

/** The findings whose subject is declared in the document with this URI, in their order. */
export function findingsIn(uri: string, findings: readonly Finding[], sources: Sources): readonly PlacedFinding[] {
  return findings.flatMap(({ code, severity, subject, aspect, message, related }) => {
    const range = sources.locate(subject, aspect);
    if (range?.uri !== uri) return [];
    return [{ code, severity, message, range, related: related.flatMap((other) => placedRelated(other, sources)) }];
  });
}

/** A related place in the text; none if no file has it. */
export function placedRelated(
  { subject, aspect, message, decision, follows }: RelatedFinding,
  sources: Sources,
): readonly PlacedRelated[] {
  const range = sources.locate(subject, aspect);
  return range === undefined ? [] : [{ range, message, ...(decision && { decision }), ...(follows && { follows }) }];
}
