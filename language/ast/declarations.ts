// The names that are visible in a document: its own and those of its imports, each found in constant time.
import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import {
  isExpectation,
  isNetworkInterface,
  isSubnetsProperty,
  isTransitAttachment,
  isTransitGateway,
  isVpc,
  type Member,
  type TransitGateway,
  type TransitRouteTable,
  type Vpc,
  type VpcMember,
} from './generated/ast.ts';
import { fileOf } from './imports.ts';

/** A declaration that is a namespace: a VPC, or a transit gateway with its route tables. */
export type Namespace = Vpc | TransitGateway;

/** A declaration with a name. `qualified` is `vpc.name` inside a VPC and `gateway.table` inside a transit gateway. */
export interface Declaration {
  readonly node: NamedNode;
  readonly name: string;
  readonly qualified: string;
  readonly namespace: Namespace | undefined;
}

/** The nodes that declare a name which references can use. */
export type NamedNode = (Exclude<Member, { $type: 'Expectation' }> | VpcMember | TransitRouteTable) & AstNode;

/** All names that are visible in one document. */
export interface SymbolTable {
  /** Qualified names, and plain names of resources outside of all namespaces. */
  readonly global: ReadonlyMap<string, readonly Declaration[]>;
  /** Plain names by namespace. */
  readonly inNamespace: ReadonlyMap<Namespace, ReadonlyMap<string, readonly Declaration[]>>;
  /** Plain names of resources inside VPCs. Outside of their VPC they can be used if they are unique. */
  readonly nested: ReadonlyMap<string, readonly Declaration[]>;
}

/** Collects the names of the documents, in the order of the documents. */
export function symbolTable(documents: readonly LangiumDocument[]): SymbolTable {
  return tableOf(documents.flatMap((document) => declarationsOf(document)));
}

/** Indexes declarations by their names. */
export function tableOf(declarations: readonly Declaration[]): SymbolTable {
  const global = new Map<string, Declaration[]>();
  const nested = new Map<string, Declaration[]>();
  const inNamespace = new Map<Namespace, Map<string, Declaration[]>>();
  for (const declaration of declarations) {
    append(global, declaration.qualified, declaration);
    if (declaration.namespace === undefined) continue;
    if (isVpc(declaration.namespace)) append(nested, declaration.name, declaration);
    const names = inNamespace.get(declaration.namespace) ?? new Map<string, Declaration[]>();
    inNamespace.set(declaration.namespace, names);
    append(names, declaration.name, declaration);
  }
  return { global, inNamespace, nested };
}

/**
 * The declarations that a name refers to in a namespace (`undefined`: outside of all). Names of the namespace itself come first, then
 * those of the file and its imports. Outside of a VPC, the plain name of a resource in it can be used if it is unique.
 */
export function lookUp(
  table: SymbolTable,
  namespace: Namespace | undefined,
  name: string,
  isWanted: (node: NamedNode) => boolean,
): readonly Declaration[] {
  const wanted = (declarations: readonly Declaration[] = []): readonly Declaration[] =>
    declarations.filter(({ node }) => isWanted(node));
  const own = namespace === undefined ? [] : wanted(table.inNamespace.get(namespace)?.get(name));
  if (own.length > 0) return own;
  const global = wanted(table.global.get(name));
  if (global.length > 0 || (namespace !== undefined && isVpc(namespace))) return global;
  const nested = wanted(table.nested.get(name));
  return nested.length === 1 ? nested : [];
}

/** The declarations of a document, in the order of the file. Declarations without a name yet are left out. */
export function declarationsOf(document: LangiumDocument): readonly Declaration[] {
  return (fileOf(document)?.members ?? []).flatMap((member) => {
    if (isExpectation(member)) return [];
    const own = declare(member, undefined);
    if (isVpc(member)) return [...own, ...member.members.flatMap((inner) => declarationsInVpc(inner, member))];
    if (!isTransitGateway(member)) return own;
    return [...own, ...member.members.flatMap((inner) => (isTransitAttachment(inner) ? [] : declare(inner, member)))];
  });
}

/** Whether the node is a declaration with a name. Interfaces are not, because no reference can use their names. */
export function isNamedNode(node: AstNode): node is NamedNode {
  return 'name' in node && typeof node.name === 'string' && !isNetworkInterface(node);
}

/** The VPC that contains a node, if any. */
export function vpcOf(node: AstNode): Vpc | undefined {
  return AstUtils.getContainerOfType(node, isVpc);
}

/** The namespace that contains a node, if any. A namespace contains itself. */
export function namespaceOf(node: AstNode): Namespace | undefined {
  return AstUtils.getContainerOfType(node, isNamespace);
}

/** The namespace whose plain names a node can use. The subnets of a transit gateway attachment use the names of the attached VPC. */
export function namespaceSeenFrom(node: AstNode): Namespace | undefined {
  const attached = isSubnetsProperty(node) && isTransitAttachment(node.$container) ? node.$container.resource?.ref : undefined;
  return attached !== undefined && isVpc(attached) ? attached : namespaceOf(node);
}

/** Whether the node is a namespace. */
export function isNamespace(node: AstNode): node is Namespace {
  return isVpc(node) || isTransitGateway(node);
}

/** The name that is valid everywhere: `vpc.name`, `gateway.table`, or the plain name outside of both. */
export function qualifiedName(node: NamedNode): string {
  const namespace = isNamespace(node) ? undefined : namespaceOf(node);
  return namespace === undefined ? node.name : `${namespace.name}.${node.name}`;
}

function declarationsInVpc(member: VpcMember, vpc: Vpc): readonly Declaration[] {
  const inner = member.$type === 'Subnet' ? member.members : [];
  return [member, ...inner].flatMap((node) => declare(node, vpc));
}

function declare(node: NamedNode, namespace: Namespace | undefined): readonly Declaration[] {
  if (node.name === undefined) return [];
  return [
    { node, name: node.name, qualified: namespace === undefined ? node.name : `${namespace.name}.${node.name}`, namespace },
  ];
}

function append<K>(map: Map<K, Declaration[]>, key: K, declaration: Declaration): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [declaration]);
  else list.push(declaration);
}
