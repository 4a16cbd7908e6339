// What the language server needs of a drawing thread. The thread itself is a matter of the platform.
import type { CancellationToken } from 'vscode-languageserver';
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { PictureFormat, Style } from '#language/view/write.ts';

/** What to draw, and how. Plain data: it survives `JSON.stringify`. */
export interface Drawing extends Style {
  readonly diagram: Diagram;
  readonly format: PictureFormat;
}

/** A drawn diagram. */
export interface Picture {
  /** The content of a complete file. */
  readonly text: string;
  /** In CSS pixels. */
  readonly width: number;
}

/** Draws diagrams without holding up its caller. */
export interface Drawer {
  /** Every call gets an answer. Rejects with `OperationCancelled` once the token is cancelled, and with an error if the drawing fails. */
  readonly draw: (drawing: Drawing, token: CancellationToken) => Promise<Picture>;
  /** Ends what is under way, and every later call, as cancelled. Resolves when nothing runs any longer. */
  readonly stop: () => Promise<void>;
}
