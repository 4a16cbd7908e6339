// What helps in large networks: expanding and collapsing, search, one box alone, the map. It tells the extension what to draw instead.
import { type Detail, type HitsMessage, READABLE, type ToExtension } from '#client/preview/messages.ts';
import type { Boxes } from './boxes.ts';
import type { Camera, Size } from './camera.ts';
import { createAloneChip } from './folding/alone-chip.ts';
import { revealed, toggled, withAll } from './folding/detail.ts';
import { createToggles } from './folding/toggles.ts';
import { isField } from './gestures.ts';
import { createMinimap } from './minimap/minimap.ts';
import type { Picture } from './picture.ts';
import { createSearch } from './search/search.ts';
import type { Place, Stage } from './stage.ts';

/** The parts of the page for large networks. */
export interface Large {
  /** They are shown above the diagram. */
  readonly elements: readonly HTMLElement[];
  readonly openSearch: () => void;
  readonly showHits: (message: HitsMessage) => void;
  /** Expands everything, or collapses every VPC. */
  readonly all: (start: 'all' | 'vpcs') => void;
  /** Shows the selected box with what it talks to, or everything again. */
  readonly only: () => void;
  /** Prepares a new drawing. `detail`: what is expanded in it. */
  readonly mount: (detail: Detail) => void;
  /** Follows the camera. */
  readonly follow: (camera: Camera, size: Size, view: Size) => void;
}

/** A box that stays where it is while the drawing around it changes. */
interface Anchor extends Place {
  readonly id: string;
}

/** `send` is called with what the extension must know. */
export function createLarge(picture: Picture, stage: Stage, boxes: () => Boxes, send: (message: ToExtension) => void): Large {
  let detail = READABLE;
  let anchor: Anchor | undefined;
  const change = (next: Detail): void => {
    detail = next;
    send({ type: 'detail', detail });
  };
  const toggles = createToggles(picture, (box, isCollapsed) => {
    const id = box.getAttribute('data-id') ?? '';
    anchor = { id, ...stage.place(picture.areaOf(box)) };
    change(toggled(detail, id, isCollapsed));
  });
  const showAll = (): void => change({ ...detail, around: null });
  const chip = createAloneChip(showAll);
  const search = createSearch(picture, {
    ask: (text) => send({ type: 'search', text }),
    select: (id) => boxes().select(id),
    reveal: (hit) => change(revealed(detail, hit)),
    leave: () => (boxes().current() ?? picture.boxes()[0])?.focus({ preventScroll: true }),
  });
  const map = createMinimap(picture, stage.centre);
  const only = (): void => {
    const id = boxes().current()?.getAttribute('data-id');
    if (detail.around !== null) {
      showAll();
    } else if (id) {
      change({ ...detail, around: id });
    }
  };
  const all = (start: 'all' | 'vpcs'): void => change(withAll(detail, start));
  const zoomToCurrent = (): void => {
    const box = boxes().current();
    if (box) {
      stage.zoomTo(picture.areaOf(box));
    }
  };
  const keys: ReadonlyMap<string, () => void> = new Map([
    ['E', () => all('all')],
    ['C', () => all('vpcs')],
    ['i', only],
    ['z', zoomToCurrent],
  ]);
  document.addEventListener('keydown', (event) => {
    const hasModifier = event.ctrlKey || event.metaKey;
    const key = isField(event.target) || event.altKey ? undefined : event.key;
    const action =
      hasModifier || key === undefined ? undefined : key === 'Escape' && detail.around !== null ? showAll : keys.get(key);
    const handled = hasModifier && event.key === 'f' ? search.open : action;
    if (handled) {
      handled();
      event.preventDefault();
    }
  });
  return {
    elements: [search.element, chip.element, map.element],
    openSearch: search.open,
    showHits: search.show,
    all,
    only,
    mount: (drawn) => {
      detail = drawn;
      toggles.mount();
      map.mount();
      chip.show(detail.around === null ? null : nameOf(picture, detail.around));
      const box = anchor && boxOf(picture, anchor.id);
      if (anchor && box) {
        stage.hold(picture.areaOf(box), anchor);
        stage.reveal(picture.areaOf(box));
      }
      anchor = undefined;
      search.mount();
    },
    follow: map.follow,
  };
}

function boxOf(picture: Picture, id: string): SVGElement | undefined {
  return picture.boxes().find((box) => box.getAttribute('data-id') === id);
}

function nameOf(picture: Picture, id: string): string {
  return boxOf(picture, id)?.querySelector(':scope > .name')?.textContent ?? id;
}
