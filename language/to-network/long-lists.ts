// Long lists of blocks that many lines use: how much of each is read. A route table has a route for each block of a prefix list, and a short
// text can have a thousand tables that name a list of a thousand blocks.
import { type AstNode, AstUtils } from 'langium';
import type * as ast from '#language/ast/generated/ast.ts';

/** What has a list of blocks that other lines use. */
export type Listing = ast.Host | ast.OutsideNetwork | ast.PrefixList | ast.Vpc | ast.Subnet;

/** The blocks of a resource as they are read. */
export interface BlockList {
  readonly blocks: readonly string[];
  readonly unknowns: readonly Pick<ast.Unknown, 'reason'>[];
}

/** A list of which not everything is read. */
export interface Shortened extends BlockList {
  /** How many of its blocks are read, out of how many, and about how many routes, rules and other lines get each of them. */
  readonly kept: number;
  readonly total: number;
  readonly uses: number;
}

/** AWS allows no more in a VPC, and most prefix lists and sites have fewer. Shorter lists are always read as they are. */
const SHORT = 100;

/** The most blocks that the uses of one list may be in all. */
const MOST_BLOCKS = 100_000;

/** The whole list. */
export function wholeList(node: Listing): BlockList {
  return { blocks: node.$type === 'Host' ? node.addresses : node.prefixes, unknowns: node.unknowns };
}

/** The lists that are not read as a whole. What is left out is unknown, like all that the text does not know. */
export function shortenedLists(members: readonly ast.Member[]): ReadonlyMap<Listing, Shortened> {
  const long = members.flatMap((member) => (isListing(member) && wholeList(member).blocks.length > SHORT ? [member] : []));
  if (long.length === 0) return new Map();
  const uses = usesIn(members);
  return new Map(
    long.flatMap((node) => {
      const { blocks, unknowns } = wholeList(node);
      const own = uses(node);
      const kept = Math.max(1, Math.floor(MOST_BLOCKS / Math.max(1, own)));
      if (kept >= blocks.length) return [];
      const reason = `"only ${kept} of its ${blocks.length} blocks are read, because about ${own} lines use them"`;
      return [
        [node, { blocks: blocks.slice(0, kept), unknowns: [...unknowns, { reason }], kept, total: blocks.length, uses: own }],
      ];
    }),
  );
}

function isListing(node: ast.Member): node is Listing & ast.Member {
  return node.$type === 'Host' || node.$type === 'OutsideNetwork' || node.$type === 'PrefixList' || node.$type === 'Vpc';
}

/** How many lines get the blocks of a list: those that name it, those that name a link or endpoint which names it, and every table of a VPC. */
function usesIn(members: readonly ast.Member[]): (node: Listing) => number {
  const naming = new Map<AstNode, AstNode[]>();
  for (const member of members) {
    for (const node of AstUtils.streamAst(member)) {
      for (const { reference } of AstUtils.streamReferences(node)) {
        const target = 'ref' in reference ? reference.ref : undefined;
        if (target === undefined) continue;
        const known = naming.get(target);
        if (known === undefined) naming.set(target, [node]);
        else known.push(node);
      }
    }
  }
  const weight = (node: AstNode): number => {
    const link = AstUtils.getContainerOfType(node, isPassingOn);
    if (link === undefined) return 1;
    const inside = link.$type === 'VpcEndpoint' ? AstUtils.streamAst(link).flatMap(AstUtils.streamReferences).count() : 0;
    return 1 + (naming.get(link) ?? []).length + inside;
  };
  return (node) => {
    const named = (naming.get(node) ?? []).reduce((sum, one) => sum + weight(one), 0);
    return node.$type === 'Vpc' ? named + node.members.length : named;
  };
}

function isPassingOn(node: AstNode): node is ast.SiteLink | ast.VpcEndpoint {
  return node.$type === 'SiteLink' || node.$type === 'VpcEndpoint';
}
