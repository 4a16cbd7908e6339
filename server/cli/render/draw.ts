// A job → its files, or stdout. Nothing is written unless every file could be drawn.
import { writeWhole } from '#files/write-whole.ts';
import type { Network } from '#language/network/network.ts';
import type { Against } from '#language/view/graph/compared-diagram.ts';
import { pictureOf } from '#language/view/picture.ts';
import { boundedDifference } from '#language/what-if/difference.ts';
import { absolute, type Io } from '#server/cli/shared/io.ts';
import { networkAgainst } from '#server/cli/shared/network-at.ts';
import { oneFile } from '#server/cli/shared/one-file.ts';
import { subjectFor } from '#server/cli/shared/subject.ts';
import { fileOf } from '#server/image/file-of.ts';
import type { Job, Output } from './job.ts';

/** One sentence about what went wrong, if something did, and the files that the diagram depends on. */
export interface Drawn {
  readonly problem: string | undefined;
  /** Absolute paths: the file, its imports, and an import that does not exist. */
  readonly sources: readonly string[];
}

/** Reads the file, draws it and writes all outputs. */
export async function draw(io: Io, job: Job): Promise<Drawn> {
  const input = await oneFile(io, job.paths);
  if (!input.ok) return { problem: input.problem, sources: input.sources };
  const { against } = job;
  const old = against === undefined ? undefined : await networkAgainst(io, against, input.file.document.uri.fsPath);
  const sources = [...input.sources, ...(old?.sources ?? [])];
  if (old?.ok === false) return { problem: old.problem, sources };
  const subject = subjectFor(input.network, job.wanted);
  if (!subject.ok) return { problem: subject.problem, sources };
  const { flows } = input.file.compiled.claims;
  const compared = against !== undefined && old && { against: againstOf(against, old.network, input.network) };
  const picture = pictureOf(input.network, { ...subject.value, flows, ...compared });
  const files: [Output, string | Uint8Array][] = [];
  for (const output of job.outputs) {
    const file = await fileOf(picture, output.format, job.style);
    if (!file.ok) return { problem: `${output.target} cannot be written: ${file.problem}`, sources };
    files.push([output, file.value]);
  }
  for (const [{ target }, content] of files) {
    const problem = await put(io, target, content, sources);
    if (problem !== undefined) return { problem, sources };
  }
  return { problem: undefined, sources };
}

/** What a network is compared with. */
function againstOf(name: string, before: Network, after: Network): Against {
  return { name, network: before, changes: boundedDifference(before, after) };
}

async function put(
  io: Io,
  target: string | undefined,
  content: string | Uint8Array,
  sources: readonly string[],
): Promise<string | undefined> {
  if (target === undefined) {
    if (typeof content === 'string') io.out(content);
    return undefined;
  }
  const failure = await writeWhole(absolute(io, target), content, { sources });
  return failure && `${target} cannot be written: ${failure}`;
}
