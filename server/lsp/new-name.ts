// Checks a new name for a resource. A rename must not change the meaning of any line.
import { type AstReflection, AstUtils, type LangiumDocument, type LangiumDocuments, type ReferenceInfo } from 'langium';
import {
  type Declaration,
  declarationsOf,
  lookUp,
  type NamedNode,
  namespaceOf,
  namespaceSeenFrom,
  type SymbolTable,
  tableOf,
} from '#language/ast/declarations.ts';
import { NetarchTerminals } from '#language/ast/generated/ast.ts';
import { withImports } from '#language/ast/import-groups.ts';
import { WORDS } from '#language/ast/words.ts';

const NAME = new RegExp(`^(?:${NetarchTerminals.ID.source})$`);

/** One sentence that says why `name` is not possible, or `undefined` if every reference would still resolve to the same resource. */
export function whyNot(
  target: NamedNode,
  name: string,
  documents: LangiumDocuments,
  reflection: AstReflection,
): string | undefined {
  if (!NAME.test(name)) {
    return `“${name}” is not a valid name: use letters, digits and single hyphens, and start with a letter.`;
  }
  if (WORDS.inPlaceOfNames.has(name)) return `“${name}” is a keyword; choose another name.`;
  const ownDocument = AstUtils.getDocument(target);
  for (const document of documents.all) {
    const seen = withImports(document, documents);
    if (!seen.includes(ownDocument)) continue;
    const declarations = seen.flatMap((one) => declarationsOf(one)).map((one) => renamed(one, target, name));
    const own = declarations.find(({ node }) => node === target);
    const other = declarations.find(({ node, qualified }) => node !== target && qualified === own?.qualified);
    if (other !== undefined) return `“${other.qualified}” already exists${placeOf(other.node)}.`;
    const changed = changedReference(document, target, name, tableOf(declarations), reflection);
    if (changed !== undefined) {
      const { start } = changed.reference.$refNode?.range ?? { start: undefined };
      return `With the name “${name}”, “${changed.reference.$refText}” on line ${(start?.line ?? 0) + 1} would no longer refer to the same resource.`;
    }
  }
  return undefined;
}

function renamed(declaration: Declaration, target: NamedNode, name: string): Declaration {
  const { node, namespace } = declaration;
  if (node === target) return { ...declaration, name, qualified: namespace === undefined ? name : `${namespace.name}.${name}` };
  return namespace === target ? { ...declaration, qualified: `${name}.${declaration.name}` } : declaration;
}

/** The first reference of the document that would no longer resolve, or would resolve to another resource. */
function changedReference(
  document: LangiumDocument,
  target: NamedNode,
  name: string,
  table: SymbolTable,
  reflection: AstReflection,
): ReferenceInfo | undefined {
  const references = AstUtils.streamAst(document.parseResult.value).flatMap((node) => AstUtils.streamReferences(node));
  return references.find((info) => {
    const resource = 'ref' in info.reference ? info.reference.ref : undefined;
    if (resource === undefined) return false;
    const type = reflection.getReferenceType(info);
    const text = textAfter(info.reference.$refText, resource === target, namespaceOf(resource) === target, name);
    const [found] = lookUp(table, namespaceSeenFrom(info.container), text, ({ $type }) => reflection.isSubtype($type, type));
    return found?.node !== resource;
  });
}

function textAfter(text: string, isTarget: boolean, isInside: boolean, name: string): string {
  const words = text.split('.');
  if (isTarget) return [...words.slice(0, -1), name].join('.');
  return isInside && words.length > 1 ? [name, ...words.slice(1)].join('.') : text;
}

function placeOf({ $cstNode }: NamedNode): string {
  return $cstNode === undefined ? '' : ` (line ${$cstNode.range.start.line + 1})`;
}
