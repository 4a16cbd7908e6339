// Requests between client and server in addition to LSP: names and types only.

import type { Location, Position, TextEdit } from 'vscode-languageserver-protocol';
import { NotificationType, RequestType } from 'vscode-languageserver-protocol';
import type { Folding } from '#language/view/graph/fold.ts';
import type { Marks, OfferedFix, Question, ReachResult, ToldStory } from './answers.ts';
import type { FileFormat } from './image/formats.ts';

/**
 * Client → server: the diagram of a document. While the text has syntax errors, the last valid diagram, marked `stale`. If there was none,
 * what can be parsed, also marked `stale`; null if that is empty.
 */
export const diagramRequest = new RequestType<DiagramParams, DiagramResult | null, void>('netarch/diagram');

/** The document, what to show of it, and how. */
export interface DiagramParams {
  readonly uri: string;
  /** The name of a `view`. Without it, or if it does not exist, everything is shown. */
  readonly view?: string;
  /** The name of a `flow` to highlight. Without it, or if it does not exist, no flow is highlighted. */
  readonly flow?: string;
  readonly highlight?: 'ingress' | 'egress' | 'both' | 'none';
  /** Whether to draw internal traffic that security groups allow. Without it, only where no flow is highlighted and if it is little. */
  readonly internal?: boolean;
  /** What is collapsed. Without it, nothing, unless the view says otherwise. */
  readonly folding?: Folding;
  /** The id of the resource that the reader looks at. Its box is `marked` in the result, and expanded in a diagram that starts `readable`. */
  readonly focus?: string;
  /** The id of a box to show alone, with what it is linked to. Without it, or if it does not exist, everything. */
  readonly around?: string;
  /** What to highlight in place of a flow. */
  readonly question?: Question;
  /** What fails, for the packets of the flow or the question. */
  readonly without?: readonly string[];
  /** An older text of the document: the diagram shows what differs. It is read with the imports of today. */
  readonly against?: OlderText;
  readonly theme: 'light' | 'dark';
  readonly format: FileFormat;
  /** Pixels of a PNG for each CSS pixel. Default: 2. */
  readonly scale?: number;
  /** Without the background of the theme. Default: with it. */
  readonly transparent?: boolean;
}

/** A text of a document at a revision. */
export interface OlderText {
  /** The name of the revision: `HEAD`. */
  readonly name: string;
  readonly text: string;
}

/** A diagram, and the views and flows of the document. */
export interface DiagramResult {
  /** The requested format. */
  readonly format: FileFormat;
  /** The content of a complete file, so encoded: images as Base64. In SVG, `data-id` of a box is the id for `locateRequest`. */
  readonly text: string;
  readonly encoding: 'utf8' | 'base64';
  readonly stale: boolean;
  /** The text is `stale` and was never valid: this is what can be understood of it. */
  readonly partial?: true;
  /** One sentence about why the diagram is not compared with the older text, although that was requested. */
  readonly notCompared?: string;
  /** Whether internal traffic that security groups allow is drawn. */
  readonly internal: boolean;
  /** Whether something is collapsed, or would be if nothing was expanded. */
  readonly folds: boolean;
  /** The `data-id` of the box of the focus, or of the card that it is in. Null without a focus, or if the diagram does not show it. */
  readonly marked: string | null;
  readonly views: readonly Choice[];
  readonly flows: readonly Choice[];
}

/** A view or a flow to select. */
export interface Choice {
  readonly name: string;
  readonly label: string;
}

/**
 * Client → server: the boxes of a document whose name, address or kind contains every word of a text, wherever they are: also in collapsed boxes.
 * Null if there is no diagram.
 */
export const searchRequest = new RequestType<SearchParams, SearchResult | null, void>('netarch/search');

/** The document and the text. An empty text finds nothing. */
export interface SearchParams {
  readonly uri: string;
  readonly text: string;
}

/** The boxes that were found. */
export interface SearchResult {
  /** The number of all of them. */
  readonly total: number;
  /** The first of them, in the order of the diagram. */
  readonly hits: readonly Hit[];
}

/** A box, and what to expand to see it. */
export interface Hit {
  readonly id: string;
  /** The ids of the boxes around it, innermost first. */
  readonly around: readonly string[];
}

/** Client → server: the diagram of a text that is no document, such as a block of a Markdown file. */
export const snippetRequest = new RequestType<SnippetParams, SnippetResult | null, void>('netarch/snippet');

/** The text, and the document that contains it: imports are relative to its folder. */
export interface SnippetParams {
  readonly uri: string;
  readonly text: string;
  readonly theme: 'light' | 'dark';
}

/** What became of the text. */
export interface SnippetResult {
  /** A complete SVG document; null if the text has syntax errors or describes nothing. */
  readonly svg: string | null;
  /** The errors in the text, in its order. Lines count from 0. */
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

/** Client → server: the declaration of a box. Null if the resource no longer exists. */
export const locateRequest = new RequestType<LocateParams, Location | null, void>('netarch/locate');

/** A document, and the id of a resource in it or in its imports. */
export interface LocateParams {
  readonly uri: string;
  readonly id: string;
}

/** Client → server: the id of the innermost resource whose declaration contains a position. Null outside all declarations. */
export const resourceAtRequest = new RequestType<ResourceAtParams, string | null, void>('netarch/resourceAt');

/** A document and a position in it. */
export interface ResourceAtParams {
  readonly uri: string;
  readonly position: Position;
}

/** Server → client: the network of this document changed. Clients that show it request it again. */
export const networkChanged = new NotificationType<{ readonly uri: string }>('netarch/networkChanged');

/**
 * Server → client: the document on which the server works next; null for nothing. If the server ends, the last one is what it could not bear. The
 * client may start it again without that document, by `InitializationOptions`.
 */
export const workingOn = new NotificationType<{ readonly uri: string | null }>('netarch/workingOn');

/** What the client may send with `initialize`. */
export interface InitializationOptions {
  /** The URIs of documents that count as unreadable. */
  readonly leftOut?: readonly string[];
}

/** Client → server: the results of the expectations of a document, for the status item. Null while there is no network. */
export const claimsRequest = new RequestType<ClaimsParams, ClaimsResult | null, void>('netarch/claims');

/** The document whose expectations are counted. */
export interface ClaimsParams {
  readonly uri: string;
}

/** The number of expectations that hold, and of those that do not. */
export interface ClaimsResult {
  readonly holding: number;
  readonly failing: number;
}

/** Client → server: the story of a question. Null for an unknown document. */
export const storyRequest = new RequestType<StoryParams, StoryResult | null, void>('netarch/story');

/** A document, a question about it, and what fails in it (zones, resources, routes). */
export interface StoryParams extends AskedLeft {
  readonly question: Question;
}

/** A document without what fails in it. */
export interface AskedLeft {
  readonly uri: string;
  /** Availability Zones, resources and routes by their ids, as `--without` takes them. What the document does not have is ignored. */
  readonly without?: readonly string[];
}

/** The story, and the edits of its fix. */
export interface StoryResult extends ToldStory {
  readonly fix?: FixOffer;
}

/** A suggested fix that can be applied. */
export interface FixOffer extends OfferedFix {
  /** By the URI of the document. */
  readonly changes: Record<string, TextEdit[]>;
}

/** Client → server: the flow, the step or the expectation at a position. Null outside all claims. */
export const claimAtRequest = new RequestType<ResourceAtParams, Question | null, void>('netarch/claimAt');

/** Client → server: what is wrong, and what became of the claims. Null for an unknown document. */
export const marksRequest = new RequestType<AskedLeft, Marks | null, void>('netarch/marks');

/** Client → server: who reaches a resource, and what it reaches. Null if the document or the resource is unknown. */
export const reachRequest = new RequestType<ReachParams, ReachResult | null, void>('netarch/reach');

/** A resource, in a document without what fails in it. */
export interface ReachParams extends AskedLeft {
  readonly id: string;
}

/** Client → server: what can be added to a resource. Null for an unknown document. */
export const additionsRequest = new RequestType<LocateParams, readonly OfferedAddition[] | null, void>('netarch/additions');

/** Something that can be added to the text. */
export interface OfferedAddition {
  readonly title: string;
  /** The line that is added. */
  readonly detail: string;
  /** By the URI of the document. */
  readonly changes: Record<string, TextEdit[]>;
}
