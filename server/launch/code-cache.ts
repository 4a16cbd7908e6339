// Keeps the compiled code of a program in a file for its next start. V8 trusts such code, so nobody else may have written it, and it must be that
// of the same source.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const HASH = 'sha256';
const HASH_BYTES = 32;

/** The code that was kept for this source; `undefined` if there is none, if it is damaged, or if another user can write the file. */
export function keptCode(file: string, source: Buffer): Buffer | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { mode, uid } = fstatSync(descriptor);
      const isOwn = process.geteuid === undefined || (uid === process.geteuid() && (mode & 0o022) === 0);
      const kept = isOwn ? readFileSync(descriptor) : Buffer.alloc(0);
      const code = kept.subarray(HASH_BYTES);
      return kept.length > HASH_BYTES && kept.subarray(0, HASH_BYTES).equals(hashOf(source, code)) ? code : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Replaces the file atomically. Does nothing where it cannot be written. */
export function keepCode(file: string, source: Buffer, code: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, Buffer.concat([hashOf(source, code), code]), { mode: 0o600, flag: 'wx' });
    renameSync(whole, file);
  } catch {
    // The next start compiles again.
  }
}

function hashOf(source: Buffer, code: Buffer): Buffer {
  return createHash(HASH).update(source).update(code).digest();
}
