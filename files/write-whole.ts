// Writes a file atomically. The command line and the extension both use it, but neither may import the other. So it has its
// own folder.
import { execFile } from 'node:child_process';
import type { Stats } from 'node:fs';
import { access, chmod, chown, constants, lstat, open, readFile, readlink, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { withDraft } from './drafts.ts';
import { reasonOf } from './reason.ts';

/** What must not be lost. */
export interface Protecting {
  /** Files that are never overwritten, under whatever name: those from which the content was made. */
  readonly sources?: readonly string[];
  /** What the file contained when it was read. A file with other content was changed meanwhile, and is not overwritten. */
  readonly before?: Uint8Array;
}

/**
 * Writes a temporary file next to the target and renames it. The target keeps its mode, owner and extended attributes; symbolic links stay and are
 * followed to their end. What is no regular file, such as `/dev/stdout` or a pipe, is written to. Returns the reason if it fails; then the
 * target is unchanged.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  protecting: Protecting = {},
): Promise<string | undefined> {
  try {
    const current = await statIfAny(path);
    if (current?.isDirectory()) return 'it is a folder';
    if (current !== undefined && (!current.isFile() || (await isOpenFile(path)))) return await writeThrough(path, content);
    const target = await endOf(path);
    const refusal = current && (await refusalOf(target, current, protecting.sources ?? []));
    return refusal ?? (await replace(target, current, content, protecting.before));
  } catch (error) {
    return reasonOf(error);
  }
}

/** `undefined` if nothing is there, or a link to nothing. */
async function statIfAny(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Whether the path leads through the open files of a process: `/dev/stdout`, `/dev/fd/3`. Others write to the same open file, so it must stay. */
async function isOpenFile(path: string): Promise<boolean> {
  let place = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    place = join(await realpath(dirname(place)), basename(place));
    if (/^\/(proc|dev\/fd)\//.test(place)) return true;
    if (!(await lstat(place)).isSymbolicLink()) return false;
    place = await targetOf(place);
  }
  return false;
}

/** The path behind all symbolic links, also if nothing is there. */
async function endOf(path: string): Promise<string> {
  let place = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    place = join(await realpath(dirname(place)), basename(place));
    const isLink = await lstat(place).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    if (!isLink) return place;
    place = await targetOf(place);
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}

/** As many as Linux follows (path_resolution(7)). */
const MOST_LINKS = 40;

async function targetOf(link: string): Promise<string> {
  const to = await readlink(link);
  return isAbsolute(to) ? to : join(dirname(link), to);
}

/** Appends, because whoever opened it may have written before. */
async function writeThrough(path: string, content: string | Uint8Array): Promise<undefined> {
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

async function refusalOf(target: string, current: Stats, sources: readonly string[]): Promise<string | undefined> {
  for (const source of sources) {
    const other = await stat(source).catch(() => undefined);
    if (other?.dev === current.dev && other.ino === current.ino) return 'the diagram is drawn from this file';
  }
  // Also for root, whom the system lets write everything.
  if ((current.mode & 0o222) === 0) return 'it is read-only';
  await access(target, constants.W_OK);
  if (current.nlink > 1) return `it has ${current.nlink} hard links, which would no longer be the same file`;
  return undefined;
}

function replace(
  target: string,
  current: Stats | undefined,
  content: string | Uint8Array,
  before: Uint8Array | undefined,
): Promise<string | undefined> {
  return withDraft(dirname(target), async (draft) => {
    // The process may withhold permissions from new files (umask).
    const file = await open(draft, 'wx', current === undefined ? 0o666 : 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (current !== undefined && !(await makeAlike(target, draft, current))) return 'its owner cannot be kept';
    if (before !== undefined && !(await readFile(target)).equals(before)) return 'somebody else changed it meanwhile';
    await rename(draft, target);
    return undefined;
  });
}

/** Gives the draft the attributes of the target. False if it cannot have the same owner. */
async function makeAlike(target: string, draft: string, { uid, gid, mode }: Stats): Promise<boolean> {
  await copyAttributes(target, draft);
  const made = await stat(draft);
  if (made.uid !== uid || made.gid !== gid) {
    const isKept = await chown(draft, uid, gid).then(
      () => true,
      () => false,
    );
    if (!isKept) return false;
  }
  // Last, because a change of owner removes bits of the mode.
  await chmod(draft, mode);
  return true;
}

/** Extended attributes and access control lists. Node has no function for them; where the program is missing, there is nothing to do. */
async function copyAttributes(target: string, draft: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const options = ['--attributes-only', '--no-dereference', '--preserve=mode,ownership,xattr'];
  await promisify(execFile)('/bin/cp', [...options, '--', target, draft]).catch(() => undefined);
}
