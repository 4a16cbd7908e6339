// Reads a file and its imports from a git revision: `main:shop.netarch`. Runs git without a shell, so that arguments are not interpreted.
import { execFile } from 'node:child_process';
import { isAbsolute, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { EmptyFileSystemProvider, type FileSystemProvider, URI } from 'langium';
import { reasonOf } from '#files/reason.ts';
import type { Chosen } from '#server/cli/shared/choose.ts';

/** A file of a revision, and the file system of that revision for its imports. */
export interface Revision {
  readonly path: string;
  readonly files: FileSystemProvider;
}

/** Parses `REVISION:PATH`. As in git, the path is relative to the root of the repository, or to `folder` if it begins with `./` or `../`. */
export async function revisionAt(folder: string, text: string): Promise<Chosen<Revision>> {
  const colon = text.indexOf(':');
  const revision = text.slice(0, colon);
  const path = text.slice(colon + 1);
  // git would interpret a revision that begins with a dash as an option.
  if (revision.startsWith('-') || path === '') return { ok: false, problem: `${text} is neither a file nor REVISION:PATH` };
  try {
    const top = (await git(folder, ['rev-parse', '--show-toplevel'])).toString().trimEnd();
    const [prefix = ''] = (await git(folder, ['rev-parse', '--show-prefix'])).toString().split('\n');
    const place = /^\.\.?\//.test(path) ? join(top, prefix, path) : join(top, path);
    const files = new FilesOfRevision(top, revision);
    await files.readFile(URI.file(place));
    return { ok: true, value: { path: place, files } };
  } catch (error) {
    return { ok: false, problem: `${text} cannot be read: ${gitReason(error)}` };
  }
}

/** The files of one revision. Files outside the repository do not exist. */
class FilesOfRevision extends EmptyFileSystemProvider {
  readonly #top: string;
  readonly #revision: string;

  constructor(top: string, revision: string) {
    super();
    this.#top = top;
    this.#revision = revision;
  }

  override async exists(uri?: URI): Promise<boolean> {
    return this.readFile(uri).then(
      () => true,
      () => false,
    );
  }

  override async readFile(uri?: URI): Promise<string> {
    const path = uri === undefined ? '..' : relative(this.#top, uri.fsPath);
    if (isAbsolute(path) || path.split(sep)[0] === '..') throw new Error('it is outside the repository');
    const blob = await git(this.#top, ['cat-file', 'blob', `${this.#revision}:${path.replaceAll(sep, '/')}`]);
    return new TextDecoder().decode(blob);
  }
}

const MAX_BYTES = 256 * 1024 * 1024;

async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  // Messages in English, whatever the locale of the machine.
  const env = { ...process.env, LC_ALL: 'C' };
  const options = { encoding: 'buffer', maxBuffer: MAX_BYTES, env } as const;
  const { stdout } = await promisify(execFile)('git', ['-C', folder, ...args], options);
  return stdout;
}

/** The first line of git's error message, without "fatal: ". */
function gitReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'git is not installed';
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said === '' ? reasonOf(error) : (said.split('\n')[0] ?? said).replace(/^fatal: /, '');
}
