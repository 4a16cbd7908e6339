// The text of the status item: the results of the expectations of a file.
import type { ClaimsResult } from '#server/protocol.ts';

/** `3 expectations hold, 1 fails`. */
export function claimsText({ holding, failing }: ClaimsResult): string {
  if (holding + failing === 0) {
    return 'No expectations';
  }
  const holds = `${count(holding, 'expectation')} ${holding === 1 ? 'holds' : 'hold'}`;
  const fails = failing === 1 ? 'fails' : 'fail';
  if (failing === 0) {
    return holds;
  }
  return holding === 0 ? `${count(failing, 'expectation')} ${fails}` : `${holds}, ${failing} ${fails}`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
