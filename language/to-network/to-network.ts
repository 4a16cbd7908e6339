// Syntax trees of a file and its imports → the network that they describe, the lines of its resources, and what could not be understood.
import type { AstNode } from 'langium';
import type * as ast from '#language/ast/generated/ast.ts';
import { buildNetwork } from '#language/network/build/build.ts';
import type { Finding } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { INTERNET } from '#language/network/outside.ts';
import type { Sources } from '#language/network/source.ts';
import { assignedBlocks } from './assigned-blocks.ts';
import { declareAll } from './declare.ts';
import { type Listing, type Shortened, shortenedLists } from './long-lists.ts';
import { mentionedAddresses } from './mentioned.ts';
import { readParts } from './parts.ts';
import { Reading } from './reading.ts';

/** What a file means. */
export interface Meaning {
  readonly network: Network;
  readonly sources: Sources;
  /** The id of a syntax node that is a resource or a part of one: a workload, a rule, a step, an expectation. The first, if it has several. */
  readonly idOf: (node: AstNode) => EntityId | undefined;
  /** What the text states but the network cannot contain: unreadable literals, resources at invalid places. */
  readonly problems: readonly Finding[];
}

/**
 * The resources in the order of the files. `own`: the files whose expectations count. Any syntax tree results in a network, even one with
 * errors.
 */
export function toNetwork(files: readonly ast.File[], own: readonly ast.File[]): Meaning {
  const members = files.flatMap((file) => file.members);
  const shortened = shortenedLists(members);
  const reading = new Reading(undefined, assignedBlocks(members), shortened);
  reading.declare({ $type: 'Internet' }, INTERNET);
  declareAll(reading, members);
  reportShortened(reading, shortened);
  const parts = readParts(
    reading,
    members,
    own.flatMap((file) => file.members),
  );
  const { network, problems, causes } = buildNetwork(parts, mentionedAddresses(members));
  reading.locateCauses(causes);
  return {
    network,
    sources: reading.sources(),
    idOf: (node) => reading.idOf(node),
    problems: [...reading.problems, ...problems],
  };
}

function reportShortened(reading: Reading, shortened: ReadonlyMap<Listing, Shortened>): void {
  for (const [node, { kept, total, uses }] of shortened) {
    const message = `About ${uses} lines use the ${total} blocks of ${node.name}, which is too much: only the first ${kept} blocks are read, and what depends on the others is unknown. Write fewer and larger blocks, or name it in fewer lines.`;
    for (const id of reading.idsOf(node)) reading.report('list-too-long', 'error', id, message);
  }
}
