// The files of this machine, as the command line and the language server read them.
import { stat as statOf } from 'node:fs/promises';
import { EmptyFileSystemProvider, type FileSystemNode, type FileSystemProvider, type URI } from 'langium';
import { NodeFileSystemProvider } from 'langium/node';
import { readBytes } from '#files/read-bytes.ts';

/** Reads `file:` URIs only: a document of a repository, an editor or a web site has its imports there, and not on this machine. */
export function disk(): FileSystemProvider {
  return new Disk();
}

class Disk extends EmptyFileSystemProvider {
  readonly #folders = new NodeFileSystemProvider();

  /** Also true if the file cannot be read: then it is not missing, and reading tells the reason. */
  override async exists(uri?: URI): Promise<boolean> {
    if (uri?.scheme !== 'file') return false;
    return statOf(uri.fsPath).then(
      () => true,
      ({ code }: NodeJS.ErrnoException) => code === 'EACCES' || code === 'ELOOP',
    );
  }

  override async stat(uri?: URI): Promise<FileSystemNode> {
    if (uri?.scheme !== 'file') throw new Error('it is not on this machine');
    return this.#folders.stat(uri);
  }

  override async readFile(uri?: URI): Promise<string> {
    if (uri?.scheme !== 'file') throw new Error('it is not on this machine');
    // Without a byte order mark, as editors do, so that columns are those of the editor.
    return new TextDecoder().decode(await readBytes(uri.fsPath));
  }

  /** A folder that cannot be listed is empty, so that it does not hide the others. */
  override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
    return uri?.scheme === 'file' ? this.#folders.readDirectory(uri).catch(nothing) : [];
  }
}

function nothing(error: unknown): FileSystemNode[] {
  console.warn(String(error));
  return [];
}
