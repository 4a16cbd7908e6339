// The domain names that a document and its imports declare: records of private hosted zones, and domains of forwarding rules.
import type { LangiumDocument, LangiumDocuments } from 'langium';
import {
  isPrivateZone,
  isResolverRule,
  type PrivateZone,
  type ResolverRule,
  type ZoneRecord,
} from '#language/ast/generated/ast.ts';
import { withImports } from '#language/ast/import-groups.ts';
import { fileOf } from '#language/ast/imports.ts';
import { unquote } from '#language/ast/values.ts';

/** A name, in lower case, and the line that declares it. */
export interface DomainName {
  readonly name: string;
  readonly declared: ZoneRecord | ResolverRule;
  /** The zone or the rule. */
  readonly owner: PrivateZone | ResolverRule;
}

/** All of them, in the order of the files. A wildcard has `*` as its first label; the rule for all names has none. */
export function domainNames(document: LangiumDocument, documents: LangiumDocuments): readonly DomainName[] {
  const members = withImports(document, documents).flatMap((one) => fileOf(one)?.members ?? []);
  return members.flatMap((member): readonly DomainName[] => {
    if (isResolverRule(member)) return [{ name: withoutDot(member.domain), declared: member, owner: member }];
    if (!isPrivateZone(member)) return [];
    const zone = withoutDot(member.domain);
    return member.records.map((record) => {
      const own = withoutDot(record.domain);
      return { name: own === '@' ? zone : `${own}.${zone}`, declared: record, owner: member };
    });
  });
}

/** Where a name is declared: its record, else the wildcard or the forwarding rule with the longest domain. */
export function declarationOf(names: readonly DomainName[], text: string): DomainName | undefined {
  const wanted = withoutDot(text);
  const covering = names.filter(({ name, declared }) => {
    if (isResolverRule(declared)) return name === '' || wanted === name || wanted.endsWith(`.${name}`);
    return name.startsWith('*.') && wanted.endsWith(name.slice(1));
  });
  const exact = names.find(({ name, declared }) => !isResolverRule(declared) && name === wanted);
  return exact ?? covering.toSorted((a, b) => b.name.length - a.name.length)[0];
}

function withoutDot(text: string | undefined): string {
  return unquote(text ?? '')
    .toLowerCase()
    .replace(/\.$/, '');
}
