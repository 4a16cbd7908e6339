// Every message between the extension and the diagram's webview, each with its direction, and the guard with which both sides read them.
import type { Highlight } from '#language/view/graph/diagram.ts';
import type { Folding } from '#language/view/graph/fold.ts';
import type { Marks, Question, ReachResult, ToldStory } from '#server/answers.ts';

export type { ClaimMark, FindingMark, Marks, Question, ReachResult, ReachRow, ToldStory } from '#server/answers.ts';

/** Extension → webview. */
export type ToWebview = PictureMessage | SelectMessage | HitsMessage | AnswersMessage | CopyMessage;

/** The diagram to show. Sent when the webview is ready, and after every change of text, theme or selection. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly panel: PanelState;
  /** The name of the file, for display. */
  readonly file: string;
  /** A complete SVG document. `null` if there has been no valid diagram yet. */
  readonly svg: string | null;
  /** Whether the text has syntax errors now, and this is the last valid diagram or, if it is `partial`, what can be understood. */
  readonly stale: boolean;
  readonly partial?: true;
  /** One sentence about why the diagram is not compared with the revision that was chosen. */
  readonly notCompared?: string;
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

/** What the server answers about the network that is shown. Sent after the picture, and after every question. */
export interface AnswersMessage {
  readonly type: 'answers';
  readonly asked: Asked;
  /** The flow or claim at the cursor, which is told where nothing else is asked. */
  readonly lit: Question | null;
  readonly marks: Marks | null;
  readonly story: ToldStory | null;
  readonly reach: ReachResult | null;
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
export type ToExtension =
  | ReadyMessage
  | ChooseMessage
  | LocateMessage
  | ExportMessage
  | LockMessage
  | DetailMessage
  | SearchMessage
  | AskMessage
  | ApplyFixMessage
  | EditMessage
  | CopyAsMessage
  | MarkMessage
  | CopiedMessage;

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

/** Ask other questions than before. */
export interface AskMessage {
  readonly type: 'ask';
  readonly asked: Asked;
}

/** Apply the fix of the story that is told. */
export interface ApplyFixMessage {
  readonly type: 'applyFix';
}

/** Copy the diagram to the clipboard. */
export interface CopyAsMessage {
  readonly type: 'copyAs';
  readonly format: 'svg' | 'png';
}

/** Change the text of a resource: its name, or what is in it. The extension asks for the rest. */
export interface EditMessage {
  readonly type: 'rename' | 'add';
  readonly id: string;
}

/** Mark the line of a resource or a part of one, without moving the cursor. `null`: no line. */
export interface MarkMessage {
  readonly type: 'mark';
  readonly id: string | null;
}

/** What is asked about the network beside its picture. */
export interface Asked {
  /** Which packets to tell and to highlight. `null`: those of the chosen flow, or of the claim at the cursor. */
  readonly question: Question | null;
  /** The id of the resource of which to show who reaches it, and what it reaches. */
  readonly reach: string | null;
  /** The ids of what fails: Availability Zones, resources, routes. */
  readonly without: readonly string[];
}

/** Nothing is asked. */
export const NOTHING_ASKED: Asked = { question: null, reach: null, without: [] };

/** What to show of a network. `null`: everything, no flow, the highlight of the view, and internal traffic only if it is little. */
export interface Choice {
  readonly view: string | null;
  readonly flow: string | null;
  readonly highlight: Highlight | null;
  readonly internal: boolean | null;
  /** The git revision to compare with. Absent: none. */
  readonly against?: string;
}

/** What the extension needs to open the same diagram again. */
export interface PanelState {
  readonly uri: string;
  readonly locked: boolean;
  readonly choice: Choice;
  readonly detail: Detail;
  readonly asked: Asked;
}

/** What the webview keeps during a reload. The extension reads its `panel` when VS Code restores the tab. */
export interface WebviewState {
  readonly panel: PanelState;
  readonly camera: { readonly x: number; readonly y: number; readonly scale: number } | null;
  /** The tab of the answers that is open. */
  readonly tab: TabName | null;
}

/** The answers beside the picture. */
export type TabName = 'trace' | 'reach' | 'findings';

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

/** Reads what is asked. `undefined` if the value is nothing of the kind. */
export function readAsked(value: unknown): Asked | undefined {
  if (!isRecord(value) || !Array.isArray(value.without) || !value.without.every((one) => typeof one === 'string')) {
    return undefined;
  }
  const { reach, without } = value;
  const question = value.question === null ? null : readQuestion(value.question);
  return question === undefined || !(reach === null || typeof reach === 'string') ? undefined : { question, reach, without };
}

/** Reads a question. `undefined` if the value is none. */
export function readQuestion(value: unknown): Question | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { kind, id, from, to, traffic } = value;
  if (kind === 'call') {
    const isCall = typeof from === 'string' && typeof to === 'string' && typeof traffic === 'string';
    return isCall ? { kind, from, to, traffic } : undefined;
  }
  return (kind === 'flow' || kind === 'claim') && typeof id === 'string' ? { kind, id } : undefined;
}
