// What the language server needs of a drawing thread. The thread itself is a matter of the platform.
import type { CancellationToken } from 'vscode-languageserver';
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { FileFormat, FileStyle } from '#server/image/formats.ts';

/** What to draw, and how. Plain data: it survives `JSON.stringify`. */
export interface Drawing extends FileStyle {
  readonly diagram: Diagram;
  readonly format: FileFormat;
}

/** Text as it is, or the bytes of an image in Base64, because messages are JSON. */
export type Encoding = 'utf8' | 'base64';

/** A drawn diagram. */
export interface Picture {
  /** The content of a complete file, so encoded. */
  readonly text: string;
  readonly encoding: Encoding;
  /** In CSS pixels. */
  readonly width: number;
}

/** The diagram cannot be drawn in the requested way. The message is for the user. */
export class Refusal extends Error {}

/** Draws diagrams without holding up its caller. */
export interface Drawer {
  /** Every call gets an answer. Rejects with `OperationCancelled` once the token is cancelled, with a `Refusal`, and with another error if the drawing fails. */
  readonly draw: (drawing: Drawing, token: CancellationToken) => Promise<Picture>;
  /** Ends what is under way, and every later call, as cancelled. Resolves when nothing runs any longer. */
  readonly stop: () => Promise<void>;
}
