// The names of a document that nothing defines, each once, with the resources that use it.
import type { AstNode, LangiumDocument } from 'langium';
import type { NameReference } from '#language/ast/document-validator.ts';
import { isRoute, isTransitGateway, isVpc } from '#language/ast/generated/ast.ts';
import { type EntityId, ownerOf } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Meaning } from '#language/to-network/to-network.ts';
import type { UndefinedName } from '#language/validation/causes.ts';
import { gatewayFault, routesFault } from '#language/validation/faults.ts';

/** One undefined name: all its uses in the document, in the order of the text. */
export interface NameUses extends UndefinedName {
  readonly references: readonly NameReference[];
}

/** The undefined names of a document. The same word in two VPCs is two names; outside of them it is that of the first VPC. */
export function undefinedNames(document: LangiumDocument, { network, idOf }: Meaning): readonly NameUses[] {
  const uses = document.references.flatMap((reference) => {
    const container = reference.error?.info.container;
    return container === undefined ? [] : [{ reference, container, name: reference.$refText, namespace: namespaceOf(container) }];
  });
  const groups: (typeof uses)[] = [];
  for (const use of uses) {
    const group = groups.find(([first]) => first?.name === use.name && isOneName(first.namespace, use.namespace));
    if (group === undefined) groups.push([use]);
    else group.push(use);
  }
  return groups.map((group) => ({
    document: document.uri.toString(),
    name: group[0]?.name ?? '',
    references: group.map(({ reference }) => reference),
    usedBy: [...new Set(group.flatMap(({ container }) => idsAround(container, idOf)))],
    faults: [...new Set(group.flatMap(({ container }) => faultsOf(network, container, idsAround(container, idOf))))],
  }));
}

function isOneName(a: AstNode | undefined, b: AstNode | undefined): boolean {
  return a === b || a === undefined || b === undefined;
}

/** The VPC or transit gateway whose names come first there. */
function namespaceOf(node: AstNode): AstNode | undefined {
  if (isVpc(node) || isTransitGateway(node)) return node;
  return node.$container && namespaceOf(node.$container);
}

/** The part of a resource that the node is, and the resource. */
function idsAround(node: AstNode, idOf: Meaning['idOf']): readonly EntityId[] {
  const id = idOf(node);
  const isWhole = id !== undefined && ownerOf(id) === id;
  const outer = isWhole || node.$container === undefined ? [] : idsAround(node.$container, idOf);
  return id === undefined ? outer : [id, ...outer];
}

/** What is wrong because of a route whose target is undefined: the routes of the table, and that the VPC has no internet gateway if it has none. */
function faultsOf({ byId, gateways }: Network, node: AstNode, ids: readonly EntityId[]): readonly string[] {
  if (!isRoute(node)) return [];
  return ids.flatMap((id) => {
    const place = byId.get(id);
    const table = place?.kind === 'route-table' ? place : place?.kind === 'subnet' ? place.routeTable : undefined;
    if (table === undefined) return [];
    const hasGateway = gateways.some(({ kind, vpc }) => kind === 'igw' && vpc === table.vpc);
    return [routesFault(table), ...(hasGateway ? [] : [gatewayFault(table.vpc)])];
  });
}
