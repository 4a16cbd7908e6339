// All findings of a file → one finding for each cause, with those that follow from it attached.

import type { Finding, RelatedFinding } from '#language/network/finding.ts';
import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, ownerOf } from '#language/network/id.ts';
import type { SourceRange } from '#language/network/source.ts';
import { counted } from './wording.ts';

/** A name that nothing defines, and what its lines are about. */
export interface UndefinedName {
  /** The document that uses it. */
  readonly document: string;
  readonly name: string;
  /** The rules, routes and resources whose declarations use it. */
  readonly usedBy: readonly EntityId[];
  /** What is wrong because of it, as keys. */
  readonly faults: readonly string[];
}

/** The findings that remain, and those that follow from undefined names, which the reader of names reports. */
export interface ByCause<N extends UndefinedName = UndefinedName> {
  readonly findings: readonly Finding[];
  readonly follows: ReadonlyMap<N, readonly RelatedFinding[]>;
}

/** Where the subject of a finding is declared. */
export type Locate = (finding: Finding) => SourceRange | undefined;

/**
 * A finding follows from an undefined name if a resource on which it rests uses the name. Of the others, those with the same fault are one: an error of
 * a rule before claims, then the first one in the text. A finding is attached only to one of its document that is an error.
 */
export function byCause<N extends UndefinedName>(findings: readonly Finding[], names: readonly N[], locate: Locate): ByCause<N> {
  const follows = new Map<N, Finding[]>();
  const rest: Finding[] = [];
  for (const finding of findings) {
    const cause =
      names.length > 0 && locate(finding)?.uri === names[0]?.document ? names.find((name) => isFrom(finding, name)) : undefined;
    if (cause === undefined) rest.push(finding);
    else follows.set(cause, [...(follows.get(cause) ?? []), finding]);
  }
  return {
    findings: oneForEachFault(rest, locate),
    follows: new Map([...follows].map(([name, list]) => [name, list.map(asRelated)])),
  };
}

function isFrom({ basis, subject }: Finding, { usedBy, faults }: UndefinedName): boolean {
  if (basis === undefined) return false;
  if (usedBy.includes(subject)) return true;
  if (basis.fault !== undefined && faults.includes(basis.fault)) return true;
  return basis.resources.some((id) => usedBy.includes(id) || usedBy.includes(ownerOf(id)));
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info', 'hint'];

function oneForEachFault(findings: readonly Finding[], locate: Locate): readonly Finding[] {
  const groups = groupBy(
    findings.filter(({ basis, severity }) => basis?.fault !== undefined && severity !== 'info' && severity !== 'hint'),
    (finding) => `${locate(finding)?.uri} ${finding.basis?.fault}`,
  );
  const leaders = new Map<Finding, readonly Finding[]>();
  const followers = new Set<Finding>();
  for (const group of groups.values()) {
    const leader = group.toSorted((a, b) => rankOf(a) - rankOf(b) || compareLines(locate(a), locate(b)))[0];
    if (leader?.severity !== 'error') continue;
    const others = group.filter((one) => one !== leader);
    leaders.set(leader, others);
    for (const other of others) followers.add(other);
  }
  return findings.filter((one) => !followers.has(one)).map((one) => withFollowers(one, leaders.get(one) ?? []));
}

/** Errors first; among them those about the network before failed claims. */
function rankOf({ severity, basis }: Finding): number {
  return SEVERITIES.indexOf(severity) * 2 + (basis?.isClaim === true ? 1 : 0);
}

function compareLines(a: SourceRange | undefined, b: SourceRange | undefined): number {
  return (a?.start.line ?? 0) - (b?.start.line ?? 0) || (a?.start.character ?? 0) - (b?.start.character ?? 0);
}

function withFollowers(finding: Finding, others: readonly Finding[]): Finding {
  if (others.length === 0) return finding;
  const message = `${finding.message} ${followText(others.length)}`;
  return { ...finding, message, related: [...finding.related, ...others.map(asRelated)] };
}

/** `3 other findings follow from this.` */
export function followText(count: number): string {
  return `${counted(count, 'other finding')} ${count === 1 ? 'follows' : 'follow'} from this.`;
}

function asRelated({ subject, aspect, message, code, severity }: Finding): RelatedFinding {
  return { subject, ...(aspect && { aspect }), message, follows: { code, severity } };
}
