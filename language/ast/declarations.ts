// Which names a document sees: its own and those of its imports, each found in constant time.
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

/** What has names of its own inside: a VPC, and a transit gateway with its route tables. */
export type Home = Vpc | TransitGateway;

/** A thing that can be named: `qualified` is `vpc.name` for things inside a VPC, `gateway.table` for those of a transit gateway. */
export interface Declaration {
  readonly node: NamedNode;
  readonly name: string;
  readonly qualified: string;
  readonly home: Home | undefined;
}

export type NamedNode = (Exclude<Member, { $type: 'Expectation' }> | VpcMember | TransitRouteTable) & AstNode;

/** All names that are visible in one document. */
export interface SymbolTable {
  /** Qualified names, and plain ones of things outside of all homes. */
  readonly global: ReadonlyMap<string, readonly Declaration[]>;
  /** Plain names by home. */
  readonly inHome: ReadonlyMap<Home, ReadonlyMap<string, readonly Declaration[]>>;
  /** Plain names of things inside VPCs, seen from outside of them: usable where only one thing bears the name. */
  readonly nested: ReadonlyMap<string, readonly Declaration[]>;
}

/** Collects the names of the documents, in their order. */
export function symbolTable(documents: readonly LangiumDocument[]): SymbolTable {
  return tableOf(documents.flatMap((document) => declarationsOf(document)));
}

/** Declarations, by the names that find them. */
export function tableOf(declarations: readonly Declaration[]): SymbolTable {
  const global = new Map<string, Declaration[]>();
  const nested = new Map<string, Declaration[]>();
  const inHome = new Map<Home, Map<string, Declaration[]>>();
  for (const declaration of declarations) {
    append(global, declaration.qualified, declaration);
    if (declaration.home === undefined) continue;
    if (isVpc(declaration.home)) append(nested, declaration.name, declaration);
    const names = inHome.get(declaration.home) ?? new Map<string, Declaration[]>();
    inHome.set(declaration.home, names);
    append(names, declaration.name, declaration);
  }
  return { global, inHome, nested };
}

/**
 * The things that a name means where it stands in a home, or outside of all: the own home's first, then the file's and its imports'.
 * A plain name of a thing in a VPC works outside of it if only one thing bears it.
 */
export function lookUp(
  table: SymbolTable,
  home: Home | undefined,
  name: string,
  isWanted: (node: NamedNode) => boolean,
): readonly Declaration[] {
  const wanted = (declarations: readonly Declaration[] = []): readonly Declaration[] =>
    declarations.filter(({ node }) => isWanted(node));
  const own = home === undefined ? [] : wanted(table.inHome.get(home)?.get(name));
  if (own.length > 0) return own;
  const global = wanted(table.global.get(name));
  if (global.length > 0 || (home !== undefined && isVpc(home))) return global;
  const nested = wanted(table.nested.get(name));
  return nested.length === 1 ? nested : [];
}

/** The things that a document declares, in the order of the text. Things whose name is not typed yet are left out. */
export function declarationsOf(document: LangiumDocument): readonly Declaration[] {
  return (fileOf(document)?.members ?? []).flatMap((member) => {
    if (isExpectation(member)) return [];
    const own = declare(member, undefined);
    if (isVpc(member)) return [...own, ...member.members.flatMap((inner) => declarationsInVpc(inner, member))];
    if (!isTransitGateway(member)) return own;
    return [...own, ...member.members.flatMap((inner) => (isTransitAttachment(inner) ? [] : declare(inner, member)))];
  });
}

/** Whether the node declares a thing and has its name already. The name of an interface is only told: nothing can refer to it. */
export function isNamedNode(node: AstNode): node is NamedNode {
  return 'name' in node && typeof node.name === 'string' && !isNetworkInterface(node);
}

/** The VPC that a node stands in, if any. */
export function vpcOf(node: AstNode): Vpc | undefined {
  return AstUtils.getContainerOfType(node, isVpc);
}

/** The home that a node stands in, if any; a home stands in itself. */
export function homeOf(node: AstNode): Home | undefined {
  return AstUtils.getContainerOfType(node, isHome);
}

/** The home whose names a line may use as they are. What a transit gateway attaches of a VPC has the names of that VPC. */
export function homeSeenFrom(node: AstNode): Home | undefined {
  const attached = isSubnetsProperty(node) && isTransitAttachment(node.$container) ? node.$container.resource?.ref : undefined;
  return attached !== undefined && isVpc(attached) ? attached : homeOf(node);
}

/** Whether the node has names of its own inside. */
export function isHome(node: AstNode): node is Home {
  return isVpc(node) || isTransitGateway(node);
}

/** The name by which a thing is known everywhere: `vpc.name`, `gateway.table`, or its plain name outside of both. */
export function qualifiedName(node: NamedNode): string {
  const home = isHome(node) ? undefined : homeOf(node);
  return home === undefined ? node.name : `${home.name}.${node.name}`;
}

function declarationsInVpc(member: VpcMember, vpc: Vpc): readonly Declaration[] {
  const inner = member.$type === 'Subnet' ? member.members : [];
  return [member, ...inner].flatMap((node) => declare(node, vpc));
}

function declare(node: NamedNode, home: Home | undefined): readonly Declaration[] {
  if (node.name === undefined) return [];
  return [{ node, name: node.name, qualified: home === undefined ? node.name : `${home.name}.${node.name}`, home }];
}

function append<K>(map: Map<K, Declaration[]>, key: K, declaration: Declaration): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [declaration]);
  else list.push(declaration);
}
