// What a diagram shows, and how → the question for the server; the answer → what can still be chosen.
import type { DiagramParams, DiagramResult } from '#server/protocol.ts';
import type { Choice } from './messages.ts';

/** The request for the picture of the document at `uri`. What is not chosen (`null`) is left out. */
export function diagramParams(uri: string, { view, flow, highlight }: Choice, theme: DiagramParams['theme']): DiagramParams {
  return {
    uri,
    ...(view !== null && { view }),
    ...(flow !== null && { flow }),
    ...(highlight !== null && { highlight }),
    theme,
    format: 'svg',
  };
}

/** A view or a flow that is gone from the text is chosen no more. While the text is broken, all choices stay. */
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
