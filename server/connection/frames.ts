// Bytes → the frames of the protocol. Source: LSP 3.17, "Base protocol". Bounded: a header is small, and a frame is not larger than memory.

/** The largest frame: several times the largest file (files/read-bytes.ts), since JSON escapes. */
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_HEADER = 8 * 1024;
const END_OF_HEADER = '\r\n\r\n';

/** A complete frame, or why no further frame can be found: its length is unknown. */
export type Frame = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** Collects bytes, and gives each frame once it is complete. */
export class Frames {
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** The number of bytes that are needed before the next step makes sense. */
  #wanted = 0;
  #isLost = false;

  /** The frames that these bytes complete. After a problem there are no more. */
  add(chunk: Buffer): readonly Frame[] {
    if (this.#isLost) return [];
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#wanted) return [];
    let rest = Buffer.concat(this.#chunks);
    const frames: Frame[] = [];
    for (let next = cut(rest); ; next = cut(rest)) {
      this.#wanted = next.wanted;
      if (next.frame === undefined) break;
      frames.push(next.frame);
      this.#isLost = !next.frame.ok;
      rest = this.#isLost ? Buffer.alloc(0) : rest.subarray(next.wanted);
      if (this.#isLost) break;
    }
    this.#chunks = [rest];
    this.#bytes = rest.length;
    return frames;
  }
}

/** The first frame in the bytes, if it is complete, and the number of bytes that it takes. */
function cut(bytes: Buffer): { readonly frame?: Frame; readonly wanted: number } {
  const end = bytes.indexOf(END_OF_HEADER);
  if (end > MOST_HEADER || (end < 0 && bytes.length > MOST_HEADER)) return lost('The header of a message is too long.');
  if (end < 0) return { wanted: bytes.length + 1 };
  const length = lengthIn(bytes.toString('latin1', 0, end));
  if (length === undefined) return lost('A message has no valid header `Content-Length`.');
  if (length > MOST_BYTES) return lost(`A message is larger than ${MOST_BYTES / 1024 / 1024} MB.`);
  const start = end + END_OF_HEADER.length;
  const wanted = start + length;
  return bytes.length < wanted ? { wanted } : { frame: { ok: true, text: bytes.toString('utf8', start, wanted) }, wanted };
}

function lengthIn(header: string): number | undefined {
  const digits = /^content-length:[ \t]*(\d{1,15})[ \t]*$/im.exec(header)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function lost(problem: string): { readonly frame: Frame; readonly wanted: number } {
  return { frame: { ok: false, problem }, wanted: 0 };
}
