// The environment of a command: a folder and two streams. Tests pass their own.
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { styleText } from 'node:util';
import { URI } from 'langium';
import { visible } from './printed.ts';

/** The working folder, stdout and stderr. */
export interface Io {
  /** Paths on the command line are relative to this folder. */
  readonly folder: string;
  /** Results. */
  readonly out: (text: string) => void;
  /** Resolves when stdout accepts more data. */
  readonly ready: () => Promise<void>;
  /** Messages. */
  readonly err: (text: string) => void;
  /** Ends a command that would go on until Ctrl+C. Without it, nothing but the end of the process does. */
  readonly stop?: AbortSignal;
  /** Whether stdout is a terminal with colours. */
  readonly colours: boolean;
}

/** The exit codes of the command line. `failed`: errors, failed expectations or a dropped packet; `invalid`: invalid usage or unreadable input. */
export const EXIT = { success: 0, failed: 1, invalid: 2 } as const;

/** Prints what is wrong with the call, and returns the exit code. `more` are further lines, by netarch itself. */
export function usageError(io: Io, message: string, more = ''): number {
  io.err(`netarch: ${visible(message)}\n${more}`);
  return EXIT.invalid;
}

const CHUNK = 65_536;

/** Streams results that are too long for memory, no faster than they are read. */
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

/** The absolute path for a path on the command line. */
export function absolute(io: Io, path: string): string {
  return resolve(io.folder, path);
}

/** The path of a file in results: relative if it is in the working folder, otherwise absolute; with slashes on every system. */
export function displayPath(io: Io, uri: string): string {
  const path = URI.parse(uri).fsPath;
  const short = relative(io.folder, path);
  const outside = short === '' || isAbsolute(short) || short.split(sep)[0] === '..';
  return (outside ? path : short).replaceAll(sep, '/');
}

/** Styles of text on a terminal. */
export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** The text in a style, or unchanged without colours. */
export function paint(io: Io, style: Style, text: string): string {
  return io.colours ? styleText(style, text, { validateStream: false }) : text;
}
