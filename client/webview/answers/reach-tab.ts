// Who reaches the chosen resource, and what it reaches → two lists.
import type { AnswersMessage, Asked, ReachRow } from '#client/preview/messages.ts';
import { isLit } from '#client/webview/lighting.ts';
import type { Highlight } from '#language/view/graph/diagram.ts';
import { element, textButton } from './element.ts';
import { shortName } from './words.ts';

/** What the tab can cause. */
export interface ReachActions {
  readonly ask: (asked: Partial<Asked>) => void;
  /** Selects a box. */
  readonly select: (id: string) => void;
}

/** The tab. */
export interface ReachTab {
  readonly element: HTMLElement;
  readonly update: (answers: Pick<AnswersMessage, 'asked' | 'reach'>, highlight: Highlight) => void;
}

/** A tab without a resource. */
export function createReachTab(actions: ReachActions): ReachTab {
  const root = element('div', { className: 'reach' });
  return {
    element: root,
    update: ({ asked, reach }, highlight) => {
      const chosen = asked.reach;
      if (chosen === null) {
        root.replaceChildren(
          element('p', { className: 'hint', text: 'Select a box and press R, or choose “Who reaches this?” in its menu.' }),
        );
        return;
      }
      const clear = textButton('Clear', () => actions.ask({ reach: null }), 'Show everything again');
      const title = element('h2', { className: 'title' }, [element('span', { text: shortName(chosen) }), clear]);
      if (reach === null) {
        root.replaceChildren(title, element('p', { className: 'problem', text: 'It is not in the network, or has failed.' }));
        return;
      }
      root.replaceChildren(
        title,
        ...(reach.problem === undefined ? [] : [element('p', { className: 'problem', text: reach.problem })]),
        ...(isShown(highlight, 'ingress') ? [listOf('Reached by', reach.incoming, (id) => [id, chosen], actions)] : []),
        ...(isShown(highlight, 'egress') ? [listOf('Reaches', reach.outgoing, (id) => [chosen, id], actions)] : []),
      );
    },
  };
}

/** The rows that the switches for ingress and egress leave. With both off, both are shown: a list of nothing helps nobody. */
export function rowsShown(reach: AnswersMessage['reach'], highlight: Highlight): readonly ReachRow[] {
  return [
    ...(isShown(highlight, 'ingress') ? (reach?.incoming ?? []) : []),
    ...(isShown(highlight, 'egress') ? (reach?.outgoing ?? []) : []),
  ];
}

function isShown(highlight: Highlight, direction: 'ingress' | 'egress'): boolean {
  return highlight === 'none' || isLit(highlight, direction);
}

function listOf(
  title: string,
  rows: readonly ReachRow[],
  endsWith: (id: string) => readonly [from: string, to: string],
  { ask, select }: ReachActions,
): HTMLElement {
  const items = rows.map((row) => {
    const [from, to] = endsWith(row.id);
    const question = { kind: 'call', from, to, traffic: firstTraffic(row) } as const;
    return element('li', {}, [
      element('button', {
        className: 'text link',
        text: shortName(row.id),
        title: 'Select the box',
        attributes: { type: 'button' },
        onClick: () => select(row.id),
      }),
      ...partsOf(row),
      textButton('Trace', () => ask({ question }), `Trace ${question.traffic || 'a packet'}`),
    ]);
  });
  const none = element('p', { className: 'hint', text: 'Nothing.' });
  return element('section', {}, [
    element('h3', { text: `${title} (${rows.length})` }),
    rows.length === 0 ? none : element('ul', { className: 'rows' }, items),
  ]);
}

/** What always passes, what passes sometimes, and what is unknown: each with its sign. */
function partsOf({ always, intermittent, unknown }: ReachRow): readonly HTMLElement[] {
  const parts = [
    ['delivered', '✓', always],
    ['intermittent', '~', intermittent],
    ['unknown', '?', unknown],
  ] as const;
  return parts.flatMap(([verdict, sign, text]) =>
    text === ''
      ? []
      : [
          element('span', { className: `traffic ${verdict}`, title: verdict }, [
            element('b', { className: 'sign', text: sign }),
            element('code', { text }),
          ]),
        ],
  );
}

/** `tcp 443` of `tcp 80-90, 443; udp 53`: the first port that can be named. Empty for all traffic. */
function firstTraffic({ always, intermittent, unknown }: Pick<ReachRow, 'always' | 'intermittent' | 'unknown'>): string {
  const text = [always, intermittent, unknown].find((one) => one !== '') ?? '';
  const [, protocol, port] = /^(tcp|udp) (\d+)/.exec(text) ?? [];
  return protocol === undefined || port === undefined ? '' : `${protocol} ${port}`;
}
