// The URI that a page kept during a reload → whether its diagram may be opened again. A page is not trusted to name any file.

/** What VS Code has open, as URIs in the form of `Uri.toString()`. */
export interface Opened {
  /** The folders of the workspace. */
  readonly folders: readonly string[];
  /** The documents that are open or have a tab. */
  readonly documents: readonly string[];
}

/** True for an open document, and for a `.netarch` file in a folder of the workspace. `uri` is in the form of `Uri.toString()`. */
export function isOpened(uri: string, { folders, documents }: Opened): boolean {
  if (documents.includes(uri)) {
    return true;
  }
  return uri.endsWith('.netarch') && !LEAVES.test(uri) && folders.some((folder) => uri.startsWith(withSlash(folder)));
}

/** A path that may leave its folder, or a URI that is more than a path: `..`, `\`, also encoded, a query, a fragment. */
const LEAVES = /(?:^|\/)\.\.?(?:\/|$)|[\\?#]|%(?:2e|2f|5c|00)/i;

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}
