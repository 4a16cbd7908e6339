// Every message between the extension and the diagram's webview, each with its direction. Types only.
import type { Highlight } from '#language/view/graph/diagram.ts';

/** Extension → webview. */
export type ToWebview = PictureMessage | SelectMessage;

/** What to draw now. Sent when the webview is ready, and again for every change of text, theme or choice. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly panel: PanelState;
  /** The name of the file, for people. */
  readonly file: string;
  /** A complete SVG document; null while the text has never given a picture. */
  readonly svg: string | null;
  /** The text is broken now: this is the last picture it gave. */
  readonly stale: boolean;
  readonly views: readonly Named[];
  readonly flows: readonly Named[];
}

/** The cursor stands in the resource with this id; null outside of everything. */
export interface SelectMessage {
  readonly type: 'select';
  readonly id: string | null;
}

/** Webview → extension. */
export type ToExtension = ReadyMessage | ChooseMessage | LocateMessage | ExportMessage | LockMessage;

/** The page is listening: after opening, a reload, or a move to another window. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** The reader chose what to see. */
export interface ChooseMessage {
  readonly type: 'choose';
  readonly choice: Choice;
}

/** Show the line behind a box; `focus` also moves the keyboard there. */
export interface LocateMessage {
  readonly type: 'locate';
  readonly id: string;
  readonly focus: boolean;
}

/** Write the picture to a file. */
export interface ExportMessage {
  readonly type: 'export';
}

/** Stay with this file, or follow the active editor again. */
export interface LockMessage {
  readonly type: 'lock';
  readonly locked: boolean;
}

/** What to show of a network. Null: everything, no flow, and the traffic that the view itself lights up. */
export interface Choice {
  readonly view: string | null;
  readonly flow: string | null;
  readonly highlight: Highlight | null;
}

/** What the extension must know to open the same diagram again. */
export interface PanelState {
  readonly uri: string;
  readonly locked: boolean;
  readonly choice: Choice;
}

/** What the webview keeps through a reload; the extension reads `panel` of it when VS Code restores the tab. */
export interface WebviewState {
  readonly panel: PanelState;
  readonly camera: { readonly x: number; readonly y: number; readonly scale: number } | null;
}

/** A view or a flow that can be picked. */
export interface Named {
  readonly name: string;
  readonly label: string;
}
