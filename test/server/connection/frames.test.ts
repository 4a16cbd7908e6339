// Bytes in pieces of any size → frames.
import assert from 'node:assert/strict';
import { Frames } from '#server/connection/frames.ts';

const frame = (text: string) => `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
const TEXTS = ['{"a":1}', '"Zürich 🦊"', '', '[]'];

/** What is found if the bytes arrive in pieces of this size. */
function found(text: string, size: number): readonly string[] {
  const frames = new Frames();
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  return pieces.flatMap((piece) => frames.add(piece).map((one) => (one.ok ? one.text : `problem: ${one.problem}`)));
}

describe('frames', () => {
  it('are found in pieces of any size', () => {
    const all = TEXTS.map(frame).join('');
    for (let size = 1; size <= Buffer.byteLength(all); size += 1) assert.deepEqual(found(all, size), TEXTS);
  });

  it('may have other headers, in any case', () => {
    assert.deepEqual(found('content-type: x; charset=nonsense\r\nCONTENT-LENGTH:2 \r\n\r\n{}', 7), ['{}']);
  });

  it('end at a header from which no length follows', () => {
    for (const header of ['nonsense', 'Content-Length: -5', 'Content-Length: 5x', 'Content-Length: ', 'Content-Length: 1e3', ''])
      assert.deepEqual(
        found(`${frame('1')}${header}\r\n\r\n${frame('2')}`, 9),
        ['1', 'problem: A message has no valid header `Content-Length`.'],
        header,
      );
  });

  it('end where a message would be larger than any file', () => {
    assert.deepEqual(found('Content-Length: 999999999999999\r\n\r\n{}', 100), ['problem: A message is larger than 128 MB.']);
    assert.deepEqual(found('x'.repeat(20_000), 1000), ['problem: The header of a message is too long.']);
  });
});
