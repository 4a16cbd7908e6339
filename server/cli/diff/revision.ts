// `main:shop.netarch` → the file as it was in that revision, and its imports as they were then. Asks git; no shell comes near the words.
import { execFile } from 'node:child_process';
import { isAbsolute, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { EmptyFileSystemProvider, type FileSystemProvider, URI } from 'langium';
import { reasonOf } from '#files/reason.ts';
import type { Chosen } from '#server/cli/shared/choose.ts';

/** A file of a revision, and how to read its neighbours. */
export interface Revision {
  readonly path: string;
  readonly files: FileSystemProvider;
}

/** The words `REVISION:PATH`; the path is one from the top of the repository, or from here if it begins with `./` or `../`, as git has it. */
export async function revisionAt(folder: string, text: string): Promise<Chosen<Revision>> {
  const colon = text.indexOf(':');
  const revision = text.slice(0, colon);
  const path = text.slice(colon + 1);
  // A word that begins with a dash is an option to git.
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

/** What git has in one revision. Nothing outside of the repository is there. */
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
    if (isAbsolute(path) || path.split(sep)[0] === '..') throw new Error('it lies outside of the repository');
    const blob = await git(this.#top, ['cat-file', 'blob', `${this.#revision}:${path.replaceAll(sep, '/')}`]);
    return new TextDecoder().decode(blob);
  }
}

const MOST_BYTES = 256 * 1024 * 1024;

async function git(folder: string, words: readonly string[]): Promise<Buffer> {
  // In plain English, so that the messages of all machines are the same.
  const env = { ...process.env, LC_ALL: 'C' };
  const options = { encoding: 'buffer', maxBuffer: MOST_BYTES, env } as const;
  const { stdout } = await promisify(execFile)('git', ['-C', folder, ...words], options);
  return stdout;
}

/** The first line of what git says, without its "fatal". */
function gitReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'git is not installed';
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said === '' ? reasonOf(error) : (said.split('\n')[0] ?? said).replace(/^fatal: /, '');
}
