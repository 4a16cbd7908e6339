// Overlapping requests → only the newest answer. An older request is cancelled and its answer ignored.

/** The part of VS Code's `CancellationTokenSource` that is used here. */
export interface Cancel<Token> {
  readonly token: Token;
  cancel(): void;
}

/** Sends one request at a time. `Token` tells the answering side that its request was cancelled. */
export interface Latest<Token> {
  /** Sends a request. The answer is delivered only if no newer request was sent. A failed request has no answer. */
  readonly ask: <Answer>(question: (token: Token) => Promise<Answer>, hear: (answer: Answer) => void) => Promise<void>;
  /** Cancels the pending request. */
  readonly cancel: () => void;
}

/** Nothing is pending at first. `makeCancel` is called once for each request. */
export function latestOnly<Token>(makeCancel: () => Cancel<Token>): Latest<Token> {
  let current: Cancel<Token> | undefined;
  const cancel = (): void => {
    current?.cancel();
    current = undefined;
  };
  return {
    cancel,
    ask: async (question, hear) => {
      cancel();
      const mine = makeCancel();
      current = mine;
      const answer = await settle(question(mine.token));
      if (answer && current === mine) {
        hear(answer.value);
      }
    },
  };
}

/** A cancelled request or a stopped server gives no answer. The output channel says why, and the next change asks again. */
async function settle<Answer>(asked: Promise<Answer>): Promise<{ readonly value: Answer } | undefined> {
  try {
    return { value: await asked };
  } catch {
    return undefined;
  }
}
