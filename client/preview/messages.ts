// Every message between the extension and the diagram's webview, each with its direction, and the guard with which both sides read them.
import type { Highlight } from '#language/view/graph/diagram.ts';

/** Extension → webview. */
export type ToWebview = PictureMessage | SelectMessage | CopyMessage;

/** The diagram to show. Sent when the webview is ready, and after every change of text, theme or selection. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly panel: PanelState;
  /** The name of the file, for display. */
  readonly file: string;
  /** A complete SVG document. `null` if there has been no valid diagram yet. */
  readonly svg: string | null;
  /** Whether the text has syntax errors now and this is the last valid diagram. */
  readonly stale: boolean;
  readonly views: readonly Named[];
  readonly flows: readonly Named[];
  /** Whether the diagram shows internal traffic. */
  readonly internal: boolean;
}

/** The cursor is in the resource with this id. `null` outside all resources. */
export interface SelectMessage {
  readonly type: 'select';
  readonly id: string | null;
}

/** Copy an image to the clipboard. The page answers with `CopiedMessage`. */
export interface CopyMessage {
  readonly type: 'copy';
  /** A PNG in Base64. */
  readonly png: string;
}

/** Webview → extension. */
export type ToExtension = ReadyMessage | ChooseMessage | LocateMessage | ExportMessage | LockMessage | CopiedMessage;

/** The page is ready: after it was opened, reloaded, or moved to another window. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** The user selected what to show. */
export interface ChooseMessage {
  readonly type: 'choose';
  readonly choice: Choice;
}

/** Show the line of a box. `focus` also moves the focus to the editor. */
export interface LocateMessage {
  readonly type: 'locate';
  readonly id: string;
  readonly focus: boolean;
}

/** Export the diagram to a file. */
export interface ExportMessage {
  readonly type: 'export';
}

/** The image was copied, or a sentence about why not. */
export interface CopiedMessage {
  readonly type: 'copied';
  readonly problem: string | null;
}

/** Lock the diagram to this file, or follow the active editor again. */
export interface LockMessage {
  readonly type: 'lock';
  readonly locked: boolean;
}

/** What to show of a network. `null`: everything, no flow, the highlight of the view, and internal traffic only if it is little. */
export interface Choice {
  readonly view: string | null;
  readonly flow: string | null;
  readonly highlight: Highlight | null;
  readonly internal: boolean | null;
}

/** What the extension needs to open the same diagram again. */
export interface PanelState {
  readonly uri: string;
  readonly locked: boolean;
  readonly choice: Choice;
}

/** What the webview keeps during a reload. The extension reads its `panel` when VS Code restores the tab. */
export interface WebviewState {
  readonly panel: PanelState;
  readonly camera: { readonly x: number; readonly y: number; readonly scale: number } | null;
}

/** A view or a flow that can be selected. */
export interface Named {
  readonly name: string;
  readonly label: string;
}

/** The name of the Trusted Types policy with which the page parses the drawings that arrive. Its HTML allows no other policy. */
export const PARSING_POLICY = 'netarch-drawing';

/** Whether a value that arrived has properties that can be read. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
