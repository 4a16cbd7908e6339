// Requests between client and server beyond LSP: names and types, no behaviour.

import type { Location, Position } from 'vscode-languageserver-protocol';
import { NotificationType, RequestType } from 'vscode-languageserver-protocol';
import type { PictureFormat } from '#language/view/write.ts';

/**
 * Client → server: the picture of a document. While the text is broken, the last good one, marked `stale`; before there was one, what can
 * be understood of the text, marked so too; null if that is nothing.
 */
export const diagramRequest = new RequestType<DiagramParams, DiagramResult | null, void>('netarch/diagram');

/** Which document to draw, what of it, and how. */
export interface DiagramParams {
  readonly uri: string;
  /** The name of a `view`; everything without one, or if the text has no such view. */
  readonly view?: string;
  /** The name of a `flow` to light up; none without one, or if the text has no such flow. */
  readonly flow?: string;
  readonly highlight?: 'ingress' | 'egress' | 'both' | 'none';
  readonly theme: 'light' | 'dark';
  readonly format: PictureFormat;
}

/** A picture, and what else the document offers to show. */
export interface DiagramResult {
  /** As asked for. */
  readonly format: PictureFormat;
  /** A whole file. In SVG, `data-id` on a box is the id for `locateRequest`. */
  readonly text: string;
  readonly stale: boolean;
  readonly views: readonly Choice[];
  readonly flows: readonly Choice[];
}

/** A view or a flow that can be chosen. */
export interface Choice {
  readonly name: string;
  readonly label: string;
}

/** Client → server: the line behind a box. Null if the resource is gone. */
export const locateRequest = new RequestType<LocateParams, Location | null, void>('netarch/locate');

/** A document, and the id of a resource in it or in its imports. */
export interface LocateParams {
  readonly uri: string;
  readonly id: string;
}

/** Client → server: the id of the innermost resource declared round a position. Null outside of everything. */
export const resourceAtRequest = new RequestType<ResourceAtParams, string | null, void>('netarch/resourceAt');

/** A document and a place in it. */
export interface ResourceAtParams {
  readonly uri: string;
  readonly position: Position;
}

/** Server → client: the network behind this document changed; ask again if you show it. */
export const networkChanged = new NotificationType<{ readonly uri: string }>('netarch/networkChanged');

/** Client → server: how the `expect`s of a document stand, for the status item. Null while there is no network to ask. */
export const claimsRequest = new RequestType<ClaimsParams, ClaimsResult | null, void>('netarch/claims');

/** The document whose expectations are counted. */
export interface ClaimsParams {
  readonly uri: string;
}

/** How many `expect`s of the document hold, and how many do not. */
export interface ClaimsResult {
  readonly holding: number;
  readonly failing: number;
}
