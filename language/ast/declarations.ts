// Which names a document sees: its own and those of its imports, each found in constant time.
import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import { isExpectation, isVpc, type Member, type Vpc, type VpcMember } from './generated/ast.ts';
import { fileOf } from './imports.ts';

/** A thing that can be named: `qualified` is `vpc.name` for things inside a VPC. */
export interface Declaration {
  readonly node: NamedNode;
  readonly name: string;
  readonly qualified: string;
  readonly vpc: Vpc | undefined;
}

export type NamedNode = (Exclude<Member, { $type: 'Expectation' }> | VpcMember) & AstNode;

/** All names that are visible in one document. */
export interface SymbolTable {
  /** Qualified names, and plain ones of things outside of VPCs. */
  readonly global: ReadonlyMap<string, readonly Declaration[]>;
  /** Plain names by VPC. */
  readonly inVpc: ReadonlyMap<Vpc, ReadonlyMap<string, readonly Declaration[]>>;
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
  const inVpc = new Map<Vpc, Map<string, Declaration[]>>();
  for (const declaration of declarations) {
    append(global, declaration.qualified, declaration);
    if (declaration.vpc === undefined) continue;
    append(nested, declaration.name, declaration);
    const names = inVpc.get(declaration.vpc) ?? new Map<string, Declaration[]>();
    inVpc.set(declaration.vpc, names);
    append(names, declaration.name, declaration);
  }
  return { global, inVpc, nested };
}

/**
 * The things that a name means where it stands in the VPC, or outside of VPCs: the own VPC's first, then the file's and its imports'.
 * A plain name of a thing in a VPC works outside of it if only one thing bears it.
 */
export function lookUp(
  table: SymbolTable,
  vpc: Vpc | undefined,
  name: string,
  isWanted: (node: NamedNode) => boolean,
): readonly Declaration[] {
  const wanted = (declarations: readonly Declaration[] = []): readonly Declaration[] =>
    declarations.filter(({ node }) => isWanted(node));
  const own = vpc === undefined ? [] : wanted(table.inVpc.get(vpc)?.get(name));
  if (own.length > 0) return own;
  const global = wanted(table.global.get(name));
  if (global.length > 0 || vpc !== undefined) return global;
  const nested = wanted(table.nested.get(name));
  return nested.length === 1 ? nested : [];
}

/** The things that a document declares, in the order of the text. Things whose name is not typed yet are left out. */
export function declarationsOf(document: LangiumDocument): readonly Declaration[] {
  return (fileOf(document)?.members ?? []).flatMap((member) => {
    if (isExpectation(member)) return [];
    const own = declare(member, undefined);
    return isVpc(member) ? [...own, ...member.members.flatMap((inner) => declarationsInVpc(inner, member))] : own;
  });
}

/** Whether the node declares a thing and has its name already. */
export function isNamedNode(node: AstNode): node is NamedNode {
  return 'name' in node && typeof node.name === 'string';
}

/** The VPC that a node stands in, if any. */
export function vpcOf(node: AstNode): Vpc | undefined {
  return AstUtils.getContainerOfType(node, isVpc);
}

/** The name by which a thing is known everywhere: `vpc.name`, or its plain name outside of VPCs. */
export function qualifiedName(node: NamedNode): string {
  const vpc = isVpc(node) ? undefined : vpcOf(node);
  return vpc === undefined ? node.name : `${vpc.name}.${node.name}`;
}

function declarationsInVpc(member: VpcMember, vpc: Vpc): readonly Declaration[] {
  const inner = member.$type === 'Subnet' ? member.members : [];
  return [member, ...inner].flatMap((node) => declare(node, vpc));
}

function declare(node: NamedNode, vpc: Vpc | undefined): readonly Declaration[] {
  if (node.name === undefined) return [];
  return [{ node, name: node.name, qualified: vpc === undefined ? node.name : `${vpc.name}.${node.name}`, vpc }];
}

function append<K>(map: Map<K, Declaration[]>, key: K, declaration: Declaration): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [declaration]);
  else list.push(declaration);
}
