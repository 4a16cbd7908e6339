// `netarch render FILE`: writes the diagram to files or to stdout, once or after each change.
import { absolute, EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Drawn, draw } from './draw.ts';
import { type Job, jobFor } from './job.ts';

/** Exit code 0 if everything was written, 2 otherwise. With `--watch` it resolves only if `io.stop` aborts or the file cannot be read at first. */
export async function render(words: readonly string[], io: Io): Promise<number> {
  const job = jobFor(words);
  if (!job.ok) return usageError(io, job.problem);
  if (job.value.watch) return watchJob(io, job.value);
  const { problem } = await draw(io, job.value);
  return problem === undefined ? EXIT.success : usageError(io, problem);
}

async function watchJob(io: Io, job: Job): Promise<number> {
  const changes = createChanges();
  io.stop?.addEventListener('abort', changes.close);
  try {
    return await drawEachTime(io, job, changes);
  } finally {
    changes.close();
  }
}

async function drawEachTime(io: Io, job: Job, changes: Changes): Promise<number> {
  changes.follow(job.paths.map((path) => absolute(io, path)));
  let isFirst = true;
  do {
    const drawn = await draw(io, job);
    if (isFirst && drawn.sources.length === 0) return usageError(io, drawn.problem ?? 'nothing to watch');
    // A file that cannot be read for a moment is still followed.
    if (drawn.sources.length > 0) changes.follow(drawn.sources);
    isFirst = false;
    report(io, job, drawn);
  } while (await changes.next());
  return EXIT.success;
}

function report(io: Io, { outputs }: Job, { problem }: Drawn): void {
  if (problem !== undefined) usageError(io, problem);
  else io.err(`${outputs.map(({ target }) => target).join(', ')} written\n`);
}
