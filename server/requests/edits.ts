// Cancels work on documents that change: its result would be out of date.
import type { DocumentBuilder } from 'langium';
import { type CancellationToken, CancellationTokenSource } from 'vscode-languageserver';

/** Knows what is under way for which documents. */
export class Edits {
  readonly #underway = new Map<CancellationTokenSource, ReadonlySet<string>>();

  constructor(builder: DocumentBuilder) {
    builder.onUpdate((changed, deleted) => {
      const uris = [...changed, ...deleted].map((uri) => uri.toString());
      for (const [source, documents] of this.#underway) if (uris.some((uri) => documents.has(uri))) source.cancel();
    });
  }

  /** Does the work with a token that is cancelled with the given one, and when one of the documents changes or is deleted. */
  async cancelling<R>(
    documents: ReadonlySet<string>,
    token: CancellationToken,
    work: (token: CancellationToken) => Promise<R>,
  ): Promise<R> {
    const source = new CancellationTokenSource();
    const following = token.onCancellationRequested(() => source.cancel());
    this.#underway.set(source, documents);
    try {
      return await work(source.token);
    } finally {
      this.#underway.delete(source);
      following.dispose();
      source.dispose();
    }
  }
}
