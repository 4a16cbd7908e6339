// The results of a file's claims → the text of the status item.
import type { ClaimsResult } from '#server/protocol.ts';

/** `3 expects hold, 1 fails`. */
export function claimsText({ holding, failing }: ClaimsResult): string {
  if (holding + failing === 0) {
    return 'No expects';
  }
  const holds = `${count(holding, 'expect')} ${holding === 1 ? 'holds' : 'hold'}`;
  const fails = failing === 1 ? 'fails' : 'fail';
  if (failing === 0) {
    return holds;
  }
  return holding === 0 ? `${count(failing, 'expect')} ${fails}` : `${holds}, ${failing} ${fails}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
