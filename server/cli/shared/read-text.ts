// A path → the text of a file that is written again later.
import { readBytes } from '#files/read-bytes.ts';
import { reasonOf } from '#files/reason.ts';

/** The text and its bytes, or a reason why there is none. */
export type TextFile =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** Keeps a byte order mark. Rejects bytes that are not UTF-8: writing the decoded text would change them. */
export async function readText(path: string): Promise<TextFile> {
  try {
    const bytes = await readBytes(path);
    return { ok: true, bytes, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    return { ok: false, problem: error instanceof TypeError ? 'it is not UTF-8 text' : reasonOf(error) };
  }
}
