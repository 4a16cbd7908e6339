// Undefined names and related places → the parts of diagnostics.
import type { LangiumDocument } from 'langium';
import type { NameReference, NameReport } from '#language/ast/document-validator.ts';
import type { RelatedFinding } from '#language/network/finding.ts';
import { type PlacedRelated, placedRelated } from '#language/network/placed-finding.ts';
import type { Sources } from '#language/network/source.ts';
import { followText } from '#language/validation/causes.ts';
import type { NameUses } from './undefined-names.ts';

/** What diagnostics carry as their data. `related` belongs to their related information, place by place. */
export interface DiagnosticData {
  readonly related?: readonly Pick<PlacedRelated, 'decision' | 'follows'>[];
  /** Of an undefined name: similar names, and the number of its other uses, which come first in the related information. */
  readonly suggestions?: readonly string[];
  readonly otherUses?: number;
}

/** Where related places are, and what is known about each. */
export interface RelatedParts {
  readonly relatedInformation: NameReport['relatedInformation'];
  readonly data?: DiagnosticData;
}

/** The related places of a diagnostic. */
export function relatedParts(related: readonly PlacedRelated[]): RelatedParts {
  const relatedInformation = related.map(({ range: { uri, start, end }, message }) => ({
    location: { uri, range: { start, end } },
    message,
  }));
  const known = related.map(({ decision, follows }) => ({ ...(decision && { decision }), ...(follows && { follows }) }));
  const isEmpty = known.every((one) => Object.keys(one).length === 0);
  return { relatedInformation, ...(!isEmpty && { data: { related: known } }) };
}

/** What is known about the undefined names of a document. */
interface Named {
  readonly sources: Sources;
  readonly undefinedNames: readonly NameUses[];
  readonly followsFrom: (name: NameUses) => readonly RelatedFinding[];
}

/** Each undefined name at its first use, with its other uses and the findings that follow. */
export function nameReports(
  document: LangiumDocument,
  { sources, undefinedNames, followsFrom }: Named,
): ReadonlyMap<NameReference, NameReport> {
  const uri = document.uri.toString();
  return new Map(
    undefinedNames.flatMap((name): readonly (readonly [NameReference, NameReport])[] => {
      const [first, ...others] = name.references;
      if (first === undefined) return [];
      const uses = others.flatMap(({ $refNode }): readonly PlacedRelated[] =>
        $refNode === undefined ? [] : [{ range: { uri, ...$refNode.range }, message: `\`${name.name}\` is used here, too.` }],
      );
      const follows = followsFrom(name).flatMap((other) => placedRelated(other, sources));
      const { relatedInformation, data } = relatedParts([...uses, ...follows]);
      const note = follows.length === 0 ? '' : followText(follows.length);
      return [[first, { note, relatedInformation, data: { ...data, otherUses: uses.length } }]];
    }),
  );
}
