// The page's only connection: messages to the extension, and the state that VS Code keeps during a reload.
import type { ToExtension, WebviewState } from '#client/preview/messages.ts';

/** What the page can tell VS Code. */
export interface Host {
  readonly send: (message: ToExtension) => void;
  readonly keep: (state: WebviewState) => void;
  /** The saved state, not validated. */
  readonly kept: () => unknown;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code defines it in every webview. It may be called once. */
declare function acquireVsCodeApi(): VsCodeApi;

/** VS Code allows one call for each page; a second one throws. */
export function acquireHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    keep: (state) => api.setState(state),
    kept: () => api.getState(),
  };
}
