// What a diagram shows → the request to the server; the answer → what can still be selected.
import type { DiagramParams, DiagramResult } from '#server/protocol.ts';
import type { Asked, Choice, Detail, Question } from './messages.ts';
import { isHighlight } from './read-message.ts';

/** What a new diagram shows: everything, in the way that the settings say. Unknown values are ignored. */
export function choiceOf(highlight: unknown, internal: unknown): Choice {
  return {
    view: null,
    flow: null,
    highlight: isHighlight(highlight) ? highlight : null,
    internal: internal === 'on' ? true : internal === 'off' ? false : null,
  };
}

/** The request for the picture of the document at `uri`. What is not chosen (`null`) is left out. */
export function diagramParams(
  uri: string,
  { view, flow, highlight, internal }: Choice,
  theme: DiagramParams['theme'],
): DiagramParams {
  return {
    uri,
    ...(view !== null && { view }),
    ...(flow !== null && { flow }),
    ...(highlight !== null && { highlight }),
    ...(internal !== null && { internal }),
    theme,
    format: 'svg',
  };
}

/** What a request adds for a panel: what is collapsed, and the resource at the cursor. */
export function detailParams(
  { around, ...folding }: Detail,
  focus: string | null,
): Pick<DiagramParams, 'folding' | 'focus' | 'around'> {
  return { folding, ...(focus !== null && { focus }), ...(around !== null && { around }) };
}

/** What a request adds for the questions: the packets to draw, and what fails. */
export function askedParams({ question, without }: Asked, lit: Question | null): Pick<DiagramParams, 'question' | 'without'> {
  const drawn = question ?? lit;
  return { ...(drawn !== null && { question: drawn }), ...(without.length > 0 && { without }) };
}

/** Deselects a view or flow that the text no longer has. While the text has syntax errors, all selections stay. */
export function stillOffered(choice: Choice, answer: DiagramResult | null): Choice {
  if (!answer || answer.stale) {
    return choice;
  }
  return {
    ...choice,
    view: answer.views.some(({ name }) => name === choice.view) ? choice.view : null,
    flow: answer.flows.some(({ name }) => name === choice.flow) ? choice.flow : null,
  };
}
