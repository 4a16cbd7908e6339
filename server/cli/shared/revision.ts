// Reads a file and its imports from a git revision: `main:shop.netarch`. Runs git without a shell, so that arguments are not interpreted.
import { execFile } from 'node:child_process';
import { isAbsolute, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { EmptyFileSystemProvider, type FileSystemProvider, URI } from 'langium';
import { MOST_BYTES, TOO_LARGE } from '#files/read-bytes.ts';
import { codeOf, reasonOf } from '#files/reason.ts';
import type { Chosen } from '#server/asking/choose.ts';

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

  /** Only reading tells, and it says why not. */
  override async exists(): Promise<boolean> {
    return true;
  }

  override async readFile(uri?: URI): Promise<string> {
    const path = uri === undefined ? '..' : relative(this.#top, uri.fsPath);
    if (isAbsolute(path) || path.split(sep)[0] === '..') throw new Error('it is outside the repository');
    try {
      const blob = await git(this.#top, ['cat-file', 'blob', `${this.#revision}:${path.replaceAll(sep, '/')}`]);
      return new TextDecoder().decode(blob);
    } catch (error) {
      throw new Error(gitReason(error), { cause: error });
    }
  }
}

/**
 * The repository is not trusted. So git uses no network, also where objects are missing (partial clones), and runs no program that
 * `.git/config` names. Sources: git(1), "Environment Variables"; git-config(1), `core.fsmonitor`, `protocol.allow`, `safe.bareRepository`.
 */
const SAFELY = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.bareRepository=explicit'].flatMap((one) => ['-c', one]);
const OFFLINE = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };

async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  // Messages in English, whatever the locale of the machine.
  const env = { ...process.env, ...OFFLINE, LC_ALL: 'C' };
  const options = { encoding: 'buffer', maxBuffer: MOST_BYTES, env } as const;
  const { stdout } = await promisify(execFile)('git', [...SAFELY, '-C', folder, ...args], options);
  return stdout;
}

/** The line in which git says why it ended, otherwise its first line. */
function gitReason(error: unknown): string {
  if (codeOf(error) === 'ENOENT') return 'git is not installed';
  if (codeOf(error) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return TOO_LARGE;
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n') : [];
  const line = said.find((one) => one.startsWith(FATAL)) ?? said[0] ?? '';
  return line === '' ? reasonOf(error) : line.replace(FATAL, '');
}

const FATAL = 'fatal: ';
