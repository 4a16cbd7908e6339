// What a verb of the command line sees of the world: a folder, two streams. Tests bring their own.
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { styleText } from 'node:util';
import { URI } from 'langium';

/** The working folder, stdout, stderr, and how they show text. */
export interface Io {
  /** Paths on the command line are relative to this folder. */
  readonly folder: string;
  /** Results. */
  readonly out: (text: string) => void;
  /** Resolves when the reader of the results is ready for more. */
  readonly ready: () => Promise<void>;
  /** Messages. */
  readonly err: (text: string) => void;
  /** Whether results go to somebody who sees colours. */
  readonly colours: boolean;
}

/** The exit codes of the command line. `found`: errors, failed claims or a dropped packet; `misused`: bad usage or unreadable input. */
export const EXIT = { fine: 0, found: 1, misused: 2 } as const;

/** Says what is wrong with the call; the exit code is returned. */
export function misused(io: Io, message: string): number {
  io.err(`netarch: ${message}\n`);
  return EXIT.misused;
}

const CHUNK = 65_536;

/** Writes results that are too long to be held in memory, no faster than they are read. */
export async function outAll(io: Io, parts: Iterable<string>): Promise<void> {
  let chunk: string[] = [];
  let length = 0;
  for (const part of parts) {
    chunk.push(part);
    length += part.length;
    if (length < CHUNK) continue;
    io.out(chunk.join(''));
    await io.ready();
    chunk = [];
    length = 0;
  }
  io.out(chunk.join(''));
}

/** An absolute path for a path of the command line. */
export function absolute(io: Io, path: string): string {
  return resolve(io.folder, path);
}

/** How results name a file: relative to the folder if it lies inside, absolute otherwise; with slashes on every system. */
export function displayPath(io: Io, uri: string): string {
  const path = URI.parse(uri).fsPath;
  const short = relative(io.folder, path);
  const outside = short === '' || isAbsolute(short) || short.split(sep)[0] === '..';
  return (outside ? path : short).replaceAll(sep, '/');
}

/** The styles of text on a terminal. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** The text in a colour, or plain where nobody sees colours. */
export function paint(io: Io, style: Style, text: string): string {
  return io.colours ? styleText(style, text, { validateStream: false }) : text;
}

/** The text without characters that a terminal would obey (control functions, directions of writing); tabs stay. */
export function visible(text: string): string {
  return text.replaceAll(/(?!\t)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
