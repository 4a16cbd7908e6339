// Findings and claims → a list of what is wrong, the claims that hold at its end.
import type { ClaimMark, FindingMark, Marks, Question } from '#client/preview/messages.ts';
import { element, textButton } from './element.ts';

/** What the tab can cause. */
export interface FindingsActions {
  readonly ask: (question: Question) => void;
  /** Goes to the line of a finding or a claim. */
  readonly locate: (id: string) => void;
}

/** The tab. */
export interface FindingsTab {
  readonly element: HTMLElement;
  readonly update: (marks: Marks | null) => void;
}

/** An empty tab. */
export function createFindingsTab(actions: FindingsActions): FindingsTab {
  const root = element('div', { className: 'findings' });
  return {
    element: root,
    update: (marks) => {
      const { findings, claims, left } = marks ?? { findings: [], claims: [], left: 0 };
      const failing = claims.filter(({ state }) => state !== 'holds');
      const holding = claims.filter(({ state }) => state === 'holds');
      const sorted = RANKS.flatMap((rank) => findings.filter(({ severity }) => severity === rank));
      const all = [
        ...sectionOf(
          'Claims that fail',
          failing.toSorted(byNews).map((claim) => claimItem(claim, actions)),
        ),
        ...sectionOf(
          'Findings',
          sorted.map((finding) => findingItem(finding, actions)),
        ),
        ...sectionOf(
          'Claims that hold',
          holding.map((claim) => claimItem(claim, actions)),
        ),
      ];
      const more = left === 0 ? [] : [element('p', { className: 'hint', text: `And ${left} more.` })];
      root.replaceChildren(
        ...(all.length > 0 ? [...all, ...more] : [element('p', { className: 'hint', text: 'No findings, and no claims.' })]),
      );
    },
  };
}

/** The number that the button of the tab shows: what a reader should look at. */
export function countOf({ findings, claims }: Marks): number {
  const failing = claims.filter(({ state }) => state !== 'holds');
  return failing.length + findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
}

const RANKS = ['error', 'warning', 'info', 'hint'] as const;

/** Claims that a failure has broken come first. */
function byNews(a: ClaimMark, b: ClaimMark): number {
  return Number(b.isBroken) - Number(a.isBroken);
}

function sectionOf(title: string, items: readonly HTMLElement[]): readonly HTMLElement[] {
  return items.length === 0
    ? []
    : [
        element('section', {}, [
          element('h3', { text: `${title} (${items.length})` }),
          element('ul', { className: 'rows' }, items),
        ]),
      ];
}

const CLAIM_SIGNS: Readonly<Record<ClaimMark['state'], string>> = { holds: '✓', fails: '✕', unknown: '?' };

function claimItem({ id, text, state, why, isBroken }: ClaimMark, { ask, locate }: FindingsActions): HTMLElement {
  return element('li', { className: `claim ${state}` }, [
    element('b', { className: 'sign', text: CLAIM_SIGNS[state] }),
    element('button', {
      className: 'text link',
      text,
      title: 'Go to the line',
      attributes: { type: 'button' },
      onClick: () => locate(id),
    }),
    ...(isBroken ? [element('b', { className: 'broken', text: 'broken by the failure' })] : []),
    ...(state === 'holds' ? [] : [element('p', { text: why })]),
    textButton('Trace', () => ask({ kind: 'claim', id }), 'Show the packet that decides'),
  ]);
}

const SEVERITY_SIGNS: Readonly<Record<FindingMark['severity'], string>> = { error: '✕', warning: '!', info: 'i', hint: '·' };

function findingItem({ id, severity, message }: FindingMark, { locate }: FindingsActions): HTMLElement {
  return element('li', { className: `finding ${severity}` }, [
    element('b', { className: 'sign', text: SEVERITY_SIGNS[severity] }),
    element('button', {
      className: 'text link',
      text: message,
      title: 'Go to the line',
      attributes: { type: 'button' },
      onClick: () => locate(id),
    }),
  ]);
}
