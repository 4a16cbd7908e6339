// The viewport: holds the camera, applies it, and reports when it comes to rest.
import { type Camera, keepInSight, type Point, pan, type Rect, reveal, type Size, wholePicture, zoom } from './camera.ts';

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
}

/** Milliseconds without a change after which the camera is saved. */
const REST = 200;

/** A `null` camera shows the whole diagram and follows the size of the window. `onRest` receives the camera when it comes to rest. */
export function createStage(
  frame: HTMLElement,
  plane: HTMLElement,
  initial: Camera | null,
  onRest: (camera: Camera | null) => void,
): Stage {
  let camera = initial;
  let picture: Size | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const view = (): Size => ({ width: frame.clientWidth, height: frame.clientHeight });
  const apply = (glide: boolean): void => {
    if (!picture) {
      return;
    }
    const { x, y, scale } = camera ?? wholePicture(picture, view());
    plane.classList.toggle('glides', glide);
    plane.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    clearTimeout(timer);
    timer = setTimeout(() => onRest(camera), REST);
  };
  const move = (next: (from: Camera) => Camera, glide: boolean): void => {
    if (picture) {
      camera = keepInSight(next(camera ?? wholePicture(picture, view())), picture, view());
      apply(glide);
    }
  };

  new ResizeObserver(() => apply(false)).observe(frame);
  return {
    mount: (size, look) => {
      picture = size;
      camera = look === 'same' ? camera : null;
      apply(false);
    },
    fit: () => {
      camera = null;
      apply(true);
    },
    panBy: (dx, dy) => move((from) => pan(from, dx, dy), false),
    zoomBy: (factor, at) =>
      move((from) => zoom(from, factor, at ?? { x: view().width / 2, y: view().height / 2 }), at === undefined),
    reveal: (box) => {
      const from = picture && (camera ?? wholePicture(picture, view()));
      const to = from && reveal(from, box, view());
      // A visible box moves nothing, so that a fitted diagram still follows the size of the window.
      if (to && (to.x !== from.x || to.y !== from.y)) {
        move(() => to, true);
      }
    },
  };
}
