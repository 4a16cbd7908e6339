// `netarch diff OLD NEW`: compares connectivity: what is opened, closed and rerouted.
import { boundedDifference } from '#language/what-if/difference.ts';
import { chosen, readArguments } from '#server/cli/shared/arguments.ts';
import { EXIT, type Io, outAll, usageError } from '#server/cli/shared/io.ts';
import { networkAt } from '#server/cli/shared/network-at.ts';
import { diffJson } from './json.ts';
import { diffText } from './text.ts';

const FORMATS = ['text', 'json'] as const;

/** Exit code 0 if connectivity and paths are the same, otherwise 1. */
export async function diff(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, { format: { type: 'string' } });
  if (!given.ok) return usageError(io, given.problem);
  const format = chosen(given.options.text('format'), FORMATS, 'text');
  if (format === undefined) return usageError(io, `--format must be one of ${FORMATS.join(', ')}`);
  const [old, now, ...others] = given.paths;
  if (old === undefined || now === undefined || others.length > 0)
    return usageError(io, 'specify two files or revisions, for example shop.netarch and main:shop.netarch');
  const before = await networkAt(io, old);
  if (!before.ok) return usageError(io, before.problem);
  const after = await networkAt(io, now);
  if (!after.ok) return usageError(io, after.problem);
  const changes = boundedDifference(before.network, after.network);
  if (changes === undefined) return usageError(io, 'comparing all connectivity of these files is too much work: split them');
  const both = { before: before.network, after: after.network, changes };
  await outAll(io, format === 'json' ? diffJson(both) : diffText(io, both));
  return changes.length === 0 ? EXIT.success : EXIT.failed;
}
