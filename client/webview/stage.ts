// The viewport: holds the camera, applies it, and reports when it comes to rest.
import {
  type Camera,
  centred,
  close,
  keepInSight,
  look,
  type Point,
  pan,
  READABLE_SCALE,
  type Rect,
  reveal,
  type Size,
  wholePicture,
  zoom,
} from './camera.ts';

/** The window through which the picture is seen. All lengths are CSS pixels. */
export interface Stage {
  /** Shows a new drawing with the given camera, or fits all of it. */
  readonly mount: (picture: Size, look: 'same' | 'all') => void;
  readonly fit: () => void;
  readonly panBy: (dx: number, dy: number) => void;
  /** Zooms around a point of the window. Default: its centre. */
  readonly zoomBy: (factor: number, at?: Point) => void;
  /** Makes a rectangle of the diagram visible. */
  readonly reveal: (box: Rect) => void;
  /** The same, and larger if it is too small to read. */
  readonly look: (box: Rect) => void;
  /** Shows a rectangle as large as fits. */
  readonly zoomTo: (box: Rect) => void;
  /** Moves a point of the diagram to the middle of the window. */
  readonly centre: (point: Point) => void;
  /** Where the top left corner of a rectangle of the diagram is in the window, and the scale. */
  readonly place: (box: Rect) => Place;
  /** Moves the top left corner of a rectangle of the diagram to a place. */
  readonly hold: (box: Rect, place: Place) => void;
}

/** A point of the window, and the scale of the diagram. */
export interface Place {
  readonly at: Point;
  readonly scale: number;
}

/** What is told about the camera. */
export interface StageEvents {
  /** It came to rest; `null` if it shows the whole diagram. */
  readonly rest: (camera: Camera | null) => void;
  /** It moved, or the window or the diagram has another size. */
  readonly move: (camera: Camera, picture: Size, view: Size) => void;
}

/** Milliseconds without a change after which the camera is saved. */
const REST = 200;
/** The largest scale at which a selection is shown. */
const CLOSEST = 1.6;

/** A `null` camera shows the whole diagram and follows the size of the window. */
export function createStage(frame: HTMLElement, plane: HTMLElement, initial: Camera | null, events: StageEvents): Stage {
  let camera = initial;
  let picture: Size | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const view = (): Size => ({ width: frame.clientWidth, height: frame.clientHeight });
  const apply = (glide: boolean): void => {
    if (!picture) {
      return;
    }
    const applied = now();
    const { x, y, scale } = applied;
    plane.classList.toggle('glides', glide);
    plane.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    clearTimeout(timer);
    timer = setTimeout(() => {
      paintAt(plane, scale);
      events.rest(camera);
    }, REST);
    events.move(applied, picture, view());
  };
  const now = (): Camera => camera ?? (picture ? wholePicture(picture, view()) : { x: 0, y: 0, scale: 1 });
  const move = (next: (from: Camera) => Camera, glide: boolean): void => {
    if (picture) {
      camera = keepInSight(next(now()), picture, view());
      apply(glide);
    }
  };
  const moveTo = (next: (from: Camera) => Camera): void => {
    const from = now();
    const to = next(from);
    // A visible box moves nothing, so that a fitted diagram still follows the size of the window.
    if (to.x !== from.x || to.y !== from.y || to.scale !== from.scale) {
      move(() => to, true);
    }
  };

  new ResizeObserver(() => apply(false)).observe(frame);
  return {
    mount: (size, look) => {
      picture = size;
      camera = look === 'same' ? camera : null;
      apply(false);
      paintAt(plane, now().scale);
    },
    fit: () => {
      camera = null;
      apply(true);
    },
    panBy: (dx, dy) => move((from) => pan(from, dx, dy), false),
    zoomBy: (factor, at) =>
      move((from) => zoom(from, factor, at ?? { x: view().width / 2, y: view().height / 2 }), at === undefined),
    reveal: (box) => moveTo((from) => reveal(from, box, view())),
    look: (box) => moveTo((from) => look(from, box, view())),
    zoomTo: (box) => moveTo(() => close(box, view(), CLOSEST)),
    centre: (point) => move(({ scale }) => centred(point, scale, view()), false),
    place: (box) => {
      const { x, y, scale } = now();
      return { at: { x: box.x * scale + x, y: box.y * scale + y }, scale };
    },
    hold: (box, { at, scale }) => {
      move(() => ({ x: at.x - box.x * scale, y: at.y - box.y * scale, scale }), false);
      // It is no movement of the reader, so nothing waits until it comes to rest.
      paintAt(plane, now().scale);
    },
  };
}

/**
 * Paints the drawing for a scale: without names where nobody can read them, and sharp. While it moves, it is a layer that is painted before and
 * only moved and stretched, because painting a large network takes longer than a frame.
 */
function paintAt(plane: HTMLElement, scale: number): void {
  plane.classList.toggle('far', scale < READABLE_SCALE);
  if (plane.dataset.painted === String(scale)) {
    return;
  }
  plane.dataset.painted = String(scale);
  plane.classList.remove('layer');
  requestAnimationFrame(() => requestAnimationFrame(() => plane.classList.add('layer')));
}
