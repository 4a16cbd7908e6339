// The packet of a moment → a dot on its way in the drawing, with its header beside it.

import type { Point } from '#client/webview/camera.ts';
import type { Picture } from '#client/webview/picture.ts';
import type { Position } from '#language/view/story/story.ts';
import { svgElement } from './svg-element.ts';

/** The packet in the drawing. */
export interface PacketView {
  /** Moves it to a place, at once or along its way. `undefined` removes it. Returns the box where it is. `scale`: that of the drawing on the screen. */
  readonly show: (position: Position | undefined, boxes: Boxes, moves: boolean, scale: number) => Element | undefined;
  readonly remove: () => void;
}

/** The box of each place, and those around it, innermost first. */
export type Boxes = Readonly<Record<string, readonly string[]>>;

/** Milliseconds from one place to the next. */
const TRAVEL = 450;
const RADIUS = 7;
/** The scale below which the packet is enlarged, and by how much at most. */
const READABLE = 0.9;
const LARGEST = 4;
/** The header, in CSS pixels: its distance from the dot, and its size for each character. */
const TAG = { beside: 14, height: 20, character: 6.7, padding: 8 } as const;

/** No packet at first. */
export function createPacketView(picture: Picture): PacketView {
  let at: Point | undefined;
  let frame = 0;
  const remove = (): void => {
    cancelAnimationFrame(frame);
    picture.over()?.querySelector('.packet')?.remove();
    at = undefined;
  };
  return {
    remove,
    show: (position, boxes, moves, scale) => {
      cancelAnimationFrame(frame);
      const start = at;
      picture.over()?.querySelector('.packet')?.remove();
      const box = position && picture.boxAmong(boxes[position.at] ?? []);
      const over = picture.over();
      if (position === undefined || box === undefined || over === undefined) {
        at = undefined;
        return undefined;
      }
      const route = routeOf(picture, position, boxes, box, start);
      // Right of the dot, or left of it in the right half.
      const isRight = route(1).x * 2 < (picture.size()?.width ?? 0);
      const group = drawn(position, isRight);
      // In a small drawing the header stays readable.
      const size = Math.min(LARGEST, Math.max(1, READABLE / scale));
      over.append(group);
      const place = (share: number): void => {
        at = route(share);
        group.setAttribute('transform', `translate(${at.x} ${at.y}) scale(${size})`);
      };
      if (moves && start !== undefined && !matchMedia('(prefers-reduced-motion: reduce)').matches) {
        place(0);
        const begin = performance.now();
        const next = (now: number): void => {
          const share = Math.min(1, (now - begin) / TRAVEL);
          place(share);
          frame = share < 1 ? requestAnimationFrame(next) : 0;
        };
        frame = requestAnimationFrame(next);
      } else {
        place(1);
      }
      return box;
    },
  };
}

/** From where the packet was along the line between the two boxes, or straight if there is none. The share is from 0 to 1. */
function routeOf(
  picture: Picture,
  { at, from }: Position,
  boxes: Boxes,
  box: Element,
  start: Point | undefined,
): (share: number) => Point {
  const [here, before] = [boxes[at] ?? [], from === undefined ? [] : (boxes[from] ?? [])];
  const there = picture.wayBetween(before, here);
  const back = there === undefined ? picture.wayBetween(here, before) : undefined;
  const line = there ?? back;
  if (line === undefined) {
    return straight(start ?? middleOf(picture, box), middleOf(picture, box));
  }
  const length = line.getTotalLength();
  const on = (share: number): Point => line.getPointAtLength(length * (back === undefined ? share : 1 - share));
  const [begin, approach] = [on(0), 0.2];
  return (share) =>
    share < approach && start !== undefined ? between(start, begin, share / approach) : on((share - approach) / (1 - approach));
}

function straight(start: Point, end: Point): (share: number) => Point {
  return (share) => between(start, end, share);
}

function between(start: Point, end: Point, share: number): Point {
  return { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share };
}

function middleOf(picture: Picture, box: Element): Point {
  const { x, y, width, height } = picture.rectOf(box);
  return { x: x + width / 2, y: y + height / 2 };
}

function drawn({ direction, outcome, source, destination, translated }: Position, isRight: boolean): SVGGElement {
  const words = `${source} → ${destination}`;
  const width = words.length * TAG.character + 2 * TAG.padding;
  const left = isRight ? TAG.beside : -TAG.beside - width;
  const part = (name: 'source' | 'destination', value: string): SVGElement =>
    svgElement('tspan', { class: translated.includes(name) ? 'translated' : '' }, [value]);
  return svgElement('g', { class: `packet ${direction} ${outcome}` }, [
    svgElement('rect', {
      class: 'tag',
      x: String(left),
      y: String(-TAG.height / 2),
      width: String(width),
      height: String(TAG.height),
      rx: '4',
    }),
    svgElement('text', { class: 'header', x: String(left + width / 2), y: '4' }, [
      part('source', source),
      svgElement('tspan', {}, [' → ']),
      part('destination', destination),
    ]),
    svgElement('circle', { class: 'dot', r: String(RADIUS) }),
    svgElement('path', { class: 'sign', d: SIGNS[outcome] }),
  ]);
}

/** What the dot shows besides its colour: a cross where the packet is dropped, a hook where it arrives, a bar where nobody knows. */
const SIGNS: Readonly<Record<Position['outcome'], string>> = {
  passes: '',
  arrives: 'M-3 0L-1 2.5L3 -2.5',
  blocked: 'M-2.8 -2.8L2.8 2.8M2.8 -2.8L-2.8 2.8',
  unknown: 'M-3 0H3',
};
