// The ends of a language server → the files to leave out, so that one file does not take the support of all others with it.

/** How often a server may end with a file before the next one is started without it. */
const MOST = 2;

/** What is known about the servers of one window, one after the other. */
export interface Crashes {
  /** The server works on this file next; null for none. */
  readonly workingOn: (uri: string | null) => void;
  /** The server ended without being asked to. Returns the file that is left out from now on, if this was once too often. */
  readonly ended: () => string | undefined;
  /** The URIs of the files to start the next server without. */
  readonly leftOut: () => readonly string[];
}

/** No server has ended yet. */
export function createCrashes(): Crashes {
  const ends = new Map<string, number>();
  let current: string | null = null;
  return {
    workingOn: (uri) => {
      current = uri;
    },
    ended: () => {
      const uri = current;
      current = null;
      if (uri === null) {
        return undefined;
      }
      const count = (ends.get(uri) ?? 0) + 1;
      ends.set(uri, count);
      return count === MOST ? uri : undefined;
    },
    leftOut: () => [...ends].flatMap(([uri, count]) => (count >= MOST ? uri : [])),
  };
}

/** What the user reads when a file is left out. `path`: of its URI. */
export function leftOutText(path: string): string {
  const name = path.split('/').at(-1);
  return `The netarch language server ended ${MOST} times while it worked on ${name}. It runs again without this file. Reload the window to try again.`;
}
