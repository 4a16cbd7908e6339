// A file system in memory.
import { type FileSystemNode, type FileSystemProvider, URI, UriUtils } from 'langium';

/** A file system with texts by URI (`file:///test/a.netarch`). The map may change at any time. */
export function memoryFiles(files: ReadonlyMap<string, string>): FileSystemProvider {
  const textOf = (uri: URI): string => {
    const text = files.get(uri.toString());
    if (text === undefined) throw new Error(`No file ${uri.toString()}.`);
    return text;
  };
  const nodesIn = (folder: URI): FileSystemNode[] =>
    [...files.keys()]
      .map((file) => URI.parse(file))
      .filter((file) => UriUtils.equals(UriUtils.dirname(file), folder))
      .map((uri) => ({ uri, isFile: true, isDirectory: false }));
  const stat = (uri: URI): FileSystemNode => ({
    uri,
    isFile: files.has(uri.toString()),
    isDirectory: !files.has(uri.toString()),
  });
  const bytes = (uri: URI): Uint8Array => new TextEncoder().encode(textOf(uri));
  return {
    stat: async (uri) => stat(uri),
    statSync: stat,
    exists: async (uri) => files.has(uri.toString()),
    existsSync: (uri) => files.has(uri.toString()),
    readFile: async (uri) => textOf(uri),
    readFileSync: textOf,
    readBinary: async (uri) => bytes(uri),
    readBinarySync: bytes,
    readDirectory: async (uri) => nodesIn(uri),
    readDirectorySync: nodesIn,
  };
}
