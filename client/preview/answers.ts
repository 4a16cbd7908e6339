// The questions of a diagram → what the server answers, as one message to its page.
import { CancellationTokenSource } from 'vscode';
import type { Host } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { type FixOffer, marksRequest, reachRequest, storyRequest } from '#server/protocol.ts';
import type { AnswersMessage, PanelState, Question } from './messages.ts';

/** Asks for one diagram. Only the newest answers are delivered. */
export interface Answers {
  readonly ask: (state: PanelState, lit: Question | null) => void;
  /** The fix of the story that was told last. */
  readonly fix: () => FixOffer | undefined;
  /** The last answers again, for a page that was reloaded. */
  readonly repeat: () => void;
  readonly cancel: () => void;
}

/** `deliver` gets each message for the page. */
export function createAnswers({ client }: Host, deliver: (message: AnswersMessage) => void): Answers {
  let fix: FixOffer | undefined;
  let last: AnswersMessage | undefined;
  const questions = latestOnly(() => new CancellationTokenSource());
  return {
    ask: (state, lit) => {
      const { uri, asked } = state;
      const { reach, without } = asked;
      const question = told(state, lit);
      void questions.ask(
        (token) =>
          Promise.all([
            client.sendRequest(marksRequest, { uri, without }, token),
            question && client.sendRequest(storyRequest, { uri, question, without }, token),
            reach === null ? null : client.sendRequest(reachRequest, { uri, id: reach, without }, token),
          ]),
        ([marks, story, reached]) => {
          fix = story?.fix;
          last = { type: 'answers', asked, lit, marks, story, reach: reached };
          deliver(last);
        },
      );
    },
    fix: () => fix,
    repeat: () => last && deliver(last),
    cancel: questions.cancel,
  };
}

/** What is told: what was asked, else the chosen flow, else what the cursor is in. */
function told({ asked, choice }: PanelState, lit: Question | null): Question | null {
  return asked.question ?? (choice.flow === null ? lit : { kind: 'flow', id: choice.flow });
}
