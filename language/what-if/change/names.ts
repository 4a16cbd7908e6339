// Changes of what answers for a name: associations of private hosted zones and resolver rules, and records.
import type { ExplicitParts } from '#language/network/build/explicit.ts';
import type { ZoneRecord } from '#language/network/dns.ts';
import { partId } from '#language/network/id.ts';
import type { AddRecord, AssociateAnswerer } from './change.ts';
import { nameAt } from './naming.ts';
import { withChanged } from './with-changed.ts';

/** The zone or the rule applies in the VPC, too. */
export function withAnswerer(parts: ExplicitParts, { answerer, vpc }: AssociateAnswerer): ExplicitParts {
  return {
    ...parts,
    privateZones: withChanged(parts.privateZones, answerer, (zone) => ({ ...zone, vpcs: [...zone.vpcs, vpc] })),
    resolverRules: withChanged(parts.resolverRules, answerer, (rule) => ({ ...rule, vpcs: [...rule.vpcs, vpc] })),
  };
}

/** The zone has one more record. */
export function withRecord(parts: ExplicitParts, { zone: id, name, resource }: AddRecord): ExplicitParts {
  return {
    ...parts,
    privateZones: withChanged(parts.privateZones, id, (zone) => {
      const target = { kind: 'entity', id: resource, text: nameAt(id, resource) } as const;
      const record: ZoneRecord = { id: partId(id, 'added', zone.records.length + 1), name, target };
      return { ...zone, records: [...zone.records, record] };
    }),
  };
}

/** The record as the language writes it: in quotes, where its name is none of the language. */
export function recordLine({ zone, label, resource }: AddRecord): string {
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*$/u.test(label);
  return `record ${isPlain ? label : `"${label}"`} -> ${nameAt(zone, resource)}`;
}
