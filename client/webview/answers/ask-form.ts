// Two ends and the traffic, as typed → a question.
import type { Question } from '#client/preview/messages.ts';
import { element, textButton } from './element.ts';

/** The fields of a question. */
export interface Form {
  readonly element: HTMLElement;
  readonly show: (question: Question | null) => void;
  /** Fills in an end. With both ends known it asks at once. */
  readonly suggest: (ends: { readonly from?: string; readonly to?: string }) => void;
}

/** Empty fields. */
export function createForm(ask: (question: Question) => void): Form {
  const [from, to, traffic] = [field('From', 'web, 10.0.0.5'), field('To', 'internet'), field('Traffic', 'tcp 443')];
  const submit = (event?: Event): void => {
    event?.preventDefault();
    if (from.value.trim() !== '' && to.value.trim() !== '') {
      ask({ kind: 'call', from: from.value.trim(), to: to.value.trim(), traffic: traffic.value.trim() });
    }
  };
  const labelled = (input: HTMLInputElement): HTMLElement =>
    element('label', {}, [element('span', { text: input.getAttribute('aria-label') ?? '' }), input]);
  // No form element: the page forbids forms. Enter asks, as in one.
  const root = element('div', { className: 'ask', attributes: { role: 'search' } }, [
    ...[from, to, traffic].map(labelled),
    textButton('Trace', submit, 'Trace a packet from one to the other'),
  ]);
  root.addEventListener('keydown', (event) =>
    event.key === 'Enter' && event.target instanceof HTMLInputElement ? submit(event) : undefined,
  );
  return {
    element: root,
    show: (question) => {
      if (question?.kind === 'call') {
        [from.value, to.value, traffic.value] = [question.from, question.to, question.traffic];
      }
    },
    suggest: (ends) => {
      from.value = ends.from ?? from.value;
      to.value = ends.to ?? to.value;
      (ends.to === undefined ? to : from.value === '' ? from : traffic).focus();
      if (from.value !== '' && ends.to !== undefined) {
        submit();
      }
    },
  };
}

function field(name: string, example: string): HTMLInputElement {
  return element('input', { attributes: { type: 'text', 'aria-label': name, placeholder: example, spellcheck: 'false' } });
}
