// IPv6 blocks of which the text gives the length only → example blocks, always the same for the same text.
import type * as ast from '#language/ast/generated/ast.ts';
import { EXAMPLE_IPV6_RANGE } from '#language/aws/addresses.ts';
import {
  formatPrefix,
  hostPrefix,
  nth,
  type Prefix,
  parseAddress,
  parsePrefixes,
  sizeOf,
  WIDTH,
} from '#language/network/address.ts';
import { freeBlock } from '#language/network/free.ts';

/** The blocks of a VPC or a subnet for its lengths, in their order; `undefined` where there is no room for one. */
export type AssignedBlocks = ReadonlyMap<ast.Vpc | ast.Subnet, readonly (Prefix | undefined)[]>;

/** A VPC gets the lowest block of the example range that the file does not use, a subnet the lowest free block of its VPC. */
export function assignedBlocks(members: readonly ast.Member[]): AssignedBlocks {
  const vpcs = members.filter((member) => member.$type === 'Vpc');
  const found = new Map<ast.Vpc | ast.Subnet, readonly (Prefix | undefined)[]>();
  const asks = [...vpcs, ...vpcs.flatMap((vpc) => vpc.members)].some((node) => 'lengths' in node && node.lengths.length > 0);
  if (!asks) return found;
  const examples = new FreeBlocks(parsePrefixes([EXAMPLE_IPV6_RANGE]), members.flatMap(blocksIn));
  for (const vpc of vpcs) {
    const own = assign(vpc, examples, found);
    const subnets = vpc.members.filter((member) => member.$type === 'Subnet');
    const written = subnets.flatMap(({ prefixes }) => parsePrefixes(prefixes));
    const free = new FreeBlocks(
      [...parsePrefixes(vpc.prefixes), ...own].filter(({ family }) => family === 6),
      written,
    );
    for (const subnet of subnets) assign(subnet, free, found);
  }
  return found;
}

function assign(
  node: ast.Vpc | ast.Subnet,
  free: FreeBlocks,
  found: Map<ast.Vpc | ast.Subnet, readonly (Prefix | undefined)[]>,
): readonly Prefix[] {
  if (node.lengths.length === 0) return [];
  const blocks = node.lengths.map((text) => free.take(Number(text.slice(1))));
  found.set(node, blocks);
  return blocks.filter((block) => block !== undefined);
}

/** All blocks that a member and what is in it mention. */
function blocksIn(member: ast.Member): readonly Prefix[] {
  if (member.$type === 'Host') return member.addresses.flatMap((text) => parseAddress(text) ?? []).map(hostPrefix);
  const nodes = member.$type === 'Vpc' ? [member, ...member.members] : [member];
  return nodes.flatMap((node) => ('prefixes' in node ? parsePrefixes(node.prefixes) : []));
}

/** Blocks, and which parts of them are in use. */
class FreeBlocks {
  readonly #outer: readonly Prefix[];
  readonly #taken: Prefix[];
  /** After the last block of each length that was taken: everything before is in use. */
  readonly #next = new Map<string, bigint>();

  constructor(outer: readonly Prefix[], taken: readonly Prefix[]) {
    this.#outer = outer;
    this.#taken = [...taken];
  }

  /** Takes the lowest free block of the length. */
  take(length: number): Prefix | undefined {
    if (length > WIDTH[6]) return undefined;
    for (const outer of this.#outer) {
      const key = `${formatPrefix(outer)} ${length}`;
      const offset = this.#next.get(key) ?? 0n;
      const block = offset < sizeOf(outer) ? freeBlock(outer, this.#taken, length, nth(outer, offset)) : undefined;
      if (block === undefined) continue;
      this.#taken.push(block);
      this.#next.set(key, block.last + 1n - outer.first);
      return block;
    }
    return undefined;
  }
}
