// Objects → the bytes of a PDF file (ISO 32000-1, 7.5: file structure).
import { deflateSync } from 'node:zlib';

/** The objects of a file. Each may refer to others by the reference that it got. */
export interface Objects {
  /** Adds an object that is not a stream, and returns its reference (`3 0 R`). */
  readonly add: (body: string) => string;
  /** The reference of the object after the next one, for objects that refer to each other. */
  readonly afterNext: () => string;
  /** Adds a stream, compressed. `entries` are further ones of its dictionary. */
  readonly stream: (content: string, entries?: string) => string;
  /** The whole file. `root` and `info` are references. */
  readonly file: (root: string, info: string) => Uint8Array;
}

/** No objects at first. */
export function createObjects(): Objects {
  const bodies: Buffer[] = [];
  const push = (...parts: readonly (string | Uint8Array)[]): string => {
    bodies.push(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));
    return `${bodies.length} 0 R`;
  };
  return {
    add: push,
    afterNext: () => `${bodies.length + 2} 0 R`,
    stream: (content, entries = '') => {
      const bytes = deflateSync(Buffer.from(content, 'latin1'), { level: 9 });
      return push(`<< ${entries} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n`, bytes, '\nendstream');
    },
    file: (root, info) => assembled(bodies, root, info),
  };
}

/** A text in a dictionary: UTF-16 with a byte order mark, so that every character can be written. */
export function textString(text: string): string {
  return `<feff${utf16Of(text)}>`;
}

/** The hexadecimal digits of a text in UTF-16, the most significant byte first. */
export function utf16Of(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

// The bytes above 127 tell programs that the file is binary.
const HEAD = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');

function assembled(bodies: readonly Buffer[], root: string, info: string): Uint8Array {
  const parts = [
    HEAD,
    ...bodies.map((body, index) => Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])),
  ];
  let offset = 0;
  const offsets = parts.map((part) => {
    offset += part.length;
    return offset;
  });
  const entries = offsets.slice(0, -1).map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
  const size = bodies.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${size} /Root ${root} /Info ${info} >>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
