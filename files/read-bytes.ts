// Reads a file that is not trusted: neither a pipe that nobody writes, nor a device without end, nor a huge file stops the reader.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { reasonOf } from './reason.ts';

/** The largest file that is read, in bytes. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** Why a larger file is not read. */
export const TOO_LARGE = 'it is larger than 16 MB';

/** The bytes of a regular file. The error's message is a reason that a user understands. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    // Without O_NONBLOCK, opening a pipe waits for a writer. Windows has neither.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const kind = await file.stat();
      if (kind.isDirectory()) throw new Error('it is a folder');
      if (!kind.isFile()) throw new Error('it is not a regular file');
      if (kind.size > MOST_BYTES) throw new Error(TOO_LARGE);
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of file.createReadStream({ autoClose: false })) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > MOST_BYTES) throw new Error(TOO_LARGE);
      }
      return Buffer.concat(chunks);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
}
