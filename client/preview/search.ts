// A text from a page → the boxes that the server finds.
import { CancellationTokenSource } from 'vscode';
import type { Host } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { searchRequest } from '#server/protocol.ts';
import type { HitsMessage } from './messages.ts';

/** Searches a document. Only the newest search is answered; a document without a diagram has no hits. */
export function searchIn(host: Host, answer: (message: HitsMessage) => void): (uri: string, text: string) => void {
  const questions = latestOnly(() => new CancellationTokenSource());
  return (uri, text) => {
    void questions.ask(
      (token) => host.client.sendRequest(searchRequest, { uri, text }, token),
      (result) => answer({ type: 'hits', text, ...(result ?? { total: 0, hits: [] }) }),
    );
  };
}
