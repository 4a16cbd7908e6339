// Every message between the extension and the diagram's webview, each with its direction, and the guard with which both sides read them.
import type { Highlight } from '#language/view/graph/diagram.ts';
import type { Folding } from '#language/view/graph/fold.ts';

/** Extension → webview. */
export type ToWebview = PictureMessage | SelectMessage | HitsMessage;

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
  /** Whether something is collapsed, or would be if nothing was expanded. */
  readonly folds: boolean;
  /** The box of the resource at the cursor, or the card that it is in. `null` without one, or where nothing is ever collapsed. */
  readonly marked: string | null;
}

/** What a search found. */
export interface HitsMessage {
  readonly type: 'hits';
  /** The text that was searched. */
  readonly text: string;
  /** The number of all boxes that were found. */
  readonly total: number;
  /** The first of them. */
  readonly hits: readonly Hit[];
}

/** A box, and the boxes around it, innermost first. */
export interface Hit {
  readonly id: string;
  readonly around: readonly string[];
}

/** The cursor is in the resource with this id. `null` outside all resources. */
export interface SelectMessage {
  readonly type: 'select';
  readonly id: string | null;
}

/** Webview → extension. */
export type ToExtension =
  | ReadyMessage
  | ChooseMessage
  | LocateMessage
  | ExportMessage
  | LockMessage
  | DetailMessage
  | SearchMessage;

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

/** Lock the diagram to this file, or follow the active editor again. */
export interface LockMessage {
  readonly type: 'lock';
  readonly locked: boolean;
}

/** The user expanded or collapsed something, or wants to see one box alone. */
export interface DetailMessage {
  readonly type: 'detail';
  readonly detail: Detail;
}

/** Search the network. */
export interface SearchMessage {
  readonly type: 'search';
  readonly text: string;
}

/** How much of it to show. Ids that no box has mean nothing. */
export interface Detail extends Folding {
  /** The box to show alone, with what it is linked to. `null`: everything. */
  readonly around: string | null;
}

/** What a diagram shows at first: as much as can be read. */
export const READABLE: Detail = { start: 'readable', collapsed: [], expanded: [], around: null };

/** Whether a value that arrived is a `Detail`. */
export function isDetail(value: unknown): value is Detail {
  return (
    isRecord(value) &&
    (value.start === 'readable' || value.start === 'vpcs' || value.start === 'all') &&
    isTexts(value.collapsed) &&
    isTexts(value.expanded) &&
    (value.around === null || typeof value.around === 'string')
  );
}

/** Whether a value that arrived is a list of texts. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
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
  readonly detail: Detail;
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
