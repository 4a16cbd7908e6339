// Findings, failed claims, failures and a chosen reach → how the boxes look: badges, outlines, dimmed boxes.
import type { ClaimMark, FindingMark, Marks, ReachRow } from '#client/preview/messages.ts';
import type { Picture } from '#client/webview/picture.ts';
import { svgElement } from './svg-element.ts';

/** How serious something is, the worst first. */
const RANKS = ['error', 'warning', 'unknown'] as const;
type Rank = (typeof RANKS)[number];

/** The sign in a badge, so that it is told apart by more than its colour. */
const SIGNS: Readonly<Record<Rank, string>> = { error: '✕', warning: '!', unknown: '?' };

interface Mark {
  readonly rank: Rank;
  readonly words: string;
}

/** Draws a badge at every box that has an error, a warning or a failed claim, and crosses out what has failed. */
export function showMarks(picture: Picture, { findings, claims, gone }: Marks): void {
  const over = picture.over();
  for (const badge of over?.querySelectorAll('.badge') ?? []) {
    badge.remove();
  }
  for (const box of picture.boxes()) {
    box.classList.toggle('gone', gone.includes(box.getAttribute('data-id') ?? ''));
  }
  const marked = new Map<SVGElement, Mark[]>();
  for (const { boxes, ...mark } of [...claims.flatMap(claimMark), ...findings.flatMap(findingMark)]) {
    const box = picture.boxAmong(boxes);
    if (box) {
      marked.set(box, [...(marked.get(box) ?? []), mark]);
    }
  }
  for (const [box, marks] of marked) {
    over?.append(badgeAt(picture, box, marks));
  }
}

interface PlacedMark extends Mark {
  readonly boxes: readonly string[];
}

function claimMark({ state, text, why, boxes }: ClaimMark): readonly PlacedMark[] {
  return state === 'holds' ? [] : [{ rank: state === 'fails' ? 'error' : 'unknown', words: `${text}\n${why}`, boxes }];
}

function findingMark({ severity, message, boxes }: FindingMark): readonly PlacedMark[] {
  return severity === 'error' || severity === 'warning' ? [{ rank: severity, words: message, boxes }] : [];
}

const BADGE = { radius: 8, inset: 0 } as const;

function badgeAt(picture: Picture, box: SVGElement, marks: readonly Mark[]): SVGGElement {
  const { x, y, width } = picture.rectOf(box);
  const rank = RANKS.find((one) => marks.some((mark) => mark.rank === one)) ?? 'warning';
  const words = marks.length === 1 ? SIGNS[rank] : `${marks.length}`;
  const group = svgElement(
    'g',
    {
      class: `badge ${rank}`,
      transform: `translate(${x + width - BADGE.inset} ${y + BADGE.inset})`,
      'data-id': box.getAttribute('data-id') ?? '',
    },
    [
      svgElement('title', {}, [marks.map((mark) => mark.words).join('\n\n')]),
      rank === 'error'
        ? svgElement('circle', { r: String(BADGE.radius) })
        : svgElement('path', { d: rank === 'warning' ? 'M0 -9L9.5 7.5H-9.5Z' : 'M0 -9L9 0L0 9L-9 0Z' }),
      svgElement('text', { y: rank === 'warning' ? '5.5' : '3.5' }, [words]),
    ],
  );
  return group;
}

/** Dims every box that has no part in it: not the chosen one, not in one of the rows, not around or in one of these. `undefined` dims nothing. */
export function showReach(picture: Picture, chosen: string | null, rows: readonly ReachRow[]): void {
  const lit = new Set([chosen, ...rows.map(({ boxes }) => boxes.find((id) => picture.boxAmong([id])))]);
  for (const box of picture.boxes()) {
    const isPart = chosen === null || isLit(box, lit) || [...box.querySelectorAll('.box')].some((inner) => lit.has(idOf(inner)));
    box.classList.toggle('dim', !isPart);
    box.classList.toggle('asked', idOf(box) === chosen);
    box.classList.toggle('reached', chosen !== null && lit.has(idOf(box)) && idOf(box) !== chosen);
  }
}

/** Whether the box or one around it is lit. */
function isLit(box: Element, lit: ReadonlySet<string | null | undefined>): boolean {
  for (let one: Element | null | undefined = box; one; one = one.parentElement?.closest('.box')) {
    if (lit.has(idOf(one))) {
      return true;
    }
  }
  return false;
}

function idOf(box: Element): string | null {
  return box.getAttribute('data-id');
}
