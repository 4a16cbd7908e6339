// The messages between the language server and a drawing thread.
import type { Picture } from './drawer.ts';

/** Server → thread: one drawing. The thread answers before it gets the next. */
export interface Order {
  /** A `Drawing` as JSON. */
  readonly drawing: string;
  /** Shared with the server, because a busy thread receives no messages. Its only number is 0 until the drawing is cancelled. */
  readonly cancelled: Int32Array<SharedArrayBuffer>;
}

/** Thread → server: the picture, a `Refusal`, or the error that prevented the picture. */
export type Answer = { readonly picture: Picture } | { readonly refusal: string } | { readonly problem: string };
