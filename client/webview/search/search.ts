// A text that the user types → the boxes that contain it, marked, and one after the other in sight.
import type { Hit, HitsMessage } from '#client/preview/messages.ts';
import type { Picture } from '#client/webview/picture.ts';
import { type BoxesById, byId, markHits, wordsFor } from './hits.ts';
import { createSearchBar } from './search-bar.ts';

/** The search of a page. */
export interface Search {
  /** The field; it is hidden until it is opened. */
  readonly element: HTMLElement;
  readonly open: () => void;
  /** Shows what was found. An answer to an older text is ignored. */
  readonly show: (message: HitsMessage) => void;
  /** Marks the hits in a new drawing. */
  readonly mount: () => void;
}

/** What the page does for a search. */
export interface SearchActions {
  /** Asks which boxes contain a text. */
  readonly ask: (text: string) => void;
  /** Shows a box of the drawing. */
  readonly select: (id: string) => void;
  /** Expands what is around a box that is not drawn. `mount` follows. */
  readonly reveal: (hit: Hit) => void;
  /** Returns the focus to the drawing. */
  readonly leave: () => void;
}

const NOTHING: HitsMessage = { type: 'hits', text: '', total: 0, hits: [] };

/** Closed at first. */
export function createSearch(picture: Picture, actions: SearchActions): Search {
  let found = NOTHING;
  /** The index of the hit in sight. */
  let current = 0;
  /** Whether the user has stepped: the first Enter shows the first hit. */
  let stepped = false;
  /** A hit that is not drawn yet. */
  let awaited: Hit | undefined;

  const drawn = (): BoxesById => byId(picture.boxes());
  const mark = (): SVGElement | undefined => markHits(drawn(), found.hits, current);
  const say = (isHidden = false): void => bar.say(wordsFor(found, current, isHidden));
  const goTo = (index: number): void => {
    const { length } = found.hits;
    const hit = found.hits[(index + length) % Math.max(1, length)];
    if (!hit) {
      return;
    }
    current = (index + length) % length;
    mark();
    say();
    if (drawn().has(hit.id)) {
      actions.select(hit.id);
    } else {
      awaited = hit;
      actions.reveal(hit);
    }
  };
  const clear = (): void => {
    found = NOTHING;
    awaited = undefined;
    mark();
    say();
  };
  const bar = createSearchBar({
    type: (text) => (text.trim() === '' ? clear() : actions.ask(text)),
    step: (by) => {
      goTo(stepped ? current + by : current);
      stepped = true;
    },
    close: () => {
      clear();
      actions.leave();
    },
  });
  return {
    element: bar.element,
    open: bar.open,
    show: (message) => {
      if (message.text === bar.text()) {
        found = message;
        current = 0;
        stepped = false;
        mark();
        say();
        const card = picture
          .boxes()
          .find((box) => box.classList.contains('current'))
          ?.getAttribute('data-id');
        // Nothing is expanded while the user types.
        if (card) {
          actions.select(card);
        }
      }
    },
    mount: () => {
      mark();
      const hit = awaited;
      awaited = undefined;
      if (hit) {
        say(!drawn().has(hit.id));
        actions.select(hit.id);
      }
    },
  };
}
