// The bytes of a PDF → its objects and streams, through its cross-reference table.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';

/** A PDF that was read. */
export interface PdfFile {
  /** The objects by number, as text; streams are uncompressed. */
  readonly objects: ReadonlyMap<number, string>;
  readonly trailer: string;
}

/** Reads a PDF. Fails if the table does not lead to the objects, or if an object refers to one that does not exist. */
export function pdfFile(bytes: Uint8Array): PdfFile {
  const text = Buffer.from(bytes).toString('latin1');
  assert.match(text, /^%PDF-1\.7\n/);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  const [, size = '', table = '', trailer = ''] = /^xref\n0 (\d+)\n([\s\S]*?)trailer\n(.*)/.exec(text.slice(start)) ?? [];
  const entries = table.match(/.{18} \n/g) ?? [];
  assert.equal(entries.length, Number(size));
  const objects = new Map(
    entries.slice(1).map((entry, index) => [index + 1, objectAt(bytes, Number(entry.slice(0, 10)), index + 1)]),
  );
  for (const body of [...objects.values(), trailer])
    for (const [, number] of body.replace(/stream\n[\s\S]*/, '').matchAll(/(\d+) 0 R/g))
      assert.ok(objects.has(Number(number)), `no object ${number}`);
  return { objects, trailer };
}

function objectAt(bytes: Uint8Array, offset: number, number: number): string {
  const rest = Buffer.from(bytes).subarray(offset);
  const head = rest.toString('latin1', 0, Math.min(rest.length, 100_000));
  assert.ok(head.startsWith(`${number} 0 obj\n`), `no object ${number} at ${offset}`);
  const length = /^\d+ 0 obj\n<<[^\n]*\/Length (\d+) >>\nstream\n/.exec(head);
  if (length === null) return head.slice(0, head.indexOf('\nendobj'));
  const [before, size = ''] = length;
  const packed = rest.subarray(before.length, before.length + Number(size));
  assert.equal(
    rest.toString('latin1', before.length + Number(size), before.length + Number(size) + 18),
    '\nendstream\nendobj\n'.slice(0, 18),
  );
  return before + inflateSync(packed).toString('latin1');
}
