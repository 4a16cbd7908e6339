// A file system in which unreadable files and folders are empty, so that one locked folder does not prevent a workspace from opening.
import type { FileSystemProvider, MaybePromise } from 'langium';

/** Reading files and folders never throws; `stat` still may. */
export function tolerant(files: FileSystemProvider): FileSystemProvider {
  return {
    stat: (uri) => files.stat(uri),
    statSync: (uri) => files.statSync(uri),
    exists: (uri) => files.exists(uri),
    existsSync: (uri) => files.existsSync(uri),
    readFile: (uri) => orElse(() => files.readFile(uri), ''),
    readFileSync: (uri) => orElseSync(() => files.readFileSync(uri), ''),
    readBinary: (uri) => orElse(() => files.readBinary(uri), new Uint8Array()),
    readBinarySync: (uri) => orElseSync(() => files.readBinarySync(uri), new Uint8Array()),
    readDirectory: (uri) => orElse(() => files.readDirectory(uri), []),
    readDirectorySync: (uri) => orElseSync(() => files.readDirectorySync(uri), []),
  };
}

async function orElse<T>(read: () => MaybePromise<T>, fallback: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    console.warn(String(error));
    return fallback;
  }
}

function orElseSync<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch (error) {
    console.warn(String(error));
    return fallback;
  }
}
