// Proposes domain names: those of records, and the domains of forwarding rules.
import type { LangiumDocument, LangiumDocuments } from 'langium';
import { domainNames } from '#server/lsp/domain-names.ts';
import type { Value } from './values.ts';

/** The names that a resource can ask for. `quoted`: always in quotes, else only where a name needs them. */
export function domainsIn(document: LangiumDocument, documents: LangiumDocuments, quoted: boolean): readonly Value[] {
  // A wildcard stands for names that the text does not have.
  const whole = domainNames(document, documents).filter(({ name }) => name !== '' && !/^\*|^\.|\.$/.test(name));
  return whole.map(({ name, declared, owner }) => ({
    text: quoted || !PLAIN.test(name) ? `"${name}"` : name,
    detail: declared === owner ? `forwarded by ${owner.name}` : `record of ${owner.name}`,
  }));
}

/** Two or more labels that are names. One label could be a keyword. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*(?:\.[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*)+$/u;
