// A camera and a gesture → the next camera. Pure arithmetic; all lengths in CSS pixels.

/** The position of the diagram in the window: a point p of the diagram appears at p × scale + (x, y). */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Width and height, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** From the left and from the top, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its top left corner and its size. */
export interface Rect extends Point, Size {}

/** Below 5 % nothing is readable. Above 800 % one icon fills the window. */
const SMALLEST = 0.05;
const LARGEST = 8;
/** The margin around a fitted diagram or a revealed box. */
const MARGIN = 16;
/** How much of the diagram always stays visible. */
const HANDLE = 48;

/** The whole diagram, centred. A small diagram is not enlarged. */
export function wholePicture(picture: Size, view: Size): Camera {
  const across = (view.width - 2 * MARGIN) / picture.width;
  const down = (view.height - 2 * MARGIN) / picture.height;
  const scale = clamp(Math.min(across, down, 1), SMALLEST, LARGEST);
  return { x: (view.width - picture.width * scale) / 2, y: (view.height - picture.height * scale) / 2, scale };
}

/** Zooms by a factor. The point of the diagram under `at` stays in place. */
export function zoom(camera: Camera, factor: number, at: Point): Camera {
  const scale = clamp(camera.scale * factor, SMALLEST, LARGEST);
  const ratio = scale / camera.scale;
  return { x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio, scale };
}

/** The camera, moved by so many CSS pixels of the window. */
export function pan(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** The nearest camera that keeps a part of the diagram visible. */
export function keepInSight(camera: Camera, picture: Size, view: Size): Camera {
  return {
    ...camera,
    x: clamp(camera.x, HANDLE - picture.width * camera.scale, view.width - HANDLE),
    y: clamp(camera.y, HANDLE - picture.height * camera.scale, view.height - HANDLE),
  };
}

/** The smallest move that shows a box. A box too large for the window is shown from its top left corner. */
export function reveal(camera: Camera, box: Rect, view: Size): Camera {
  const left = box.x * camera.scale + camera.x;
  const top = box.y * camera.scale + camera.y;
  return pan(
    camera,
    shiftInto(left, box.width * camera.scale, view.width),
    shiftInto(top, box.height * camera.scale, view.height),
  );
}

/** Below this scale names are less than 5 pixels high: nobody reads them. */
export const READABLE_SCALE = 0.38;

/** How large a box is shown that was too small to read. */
const READING_SCALE = 0.9;

/** Shows a box: by the smallest move if its name can be read, otherwise in the middle of the window, and larger. */
export function look(camera: Camera, box: Rect, view: Size): Camera {
  return camera.scale < READABLE_SCALE ? close(box, view, READING_SCALE) : reveal(camera, box, view);
}

/** The box in the middle of the window: as large as fits, but at most at this scale. */
export function close(box: Rect, view: Size, most: number): Camera {
  const fitting = Math.min((view.width - 2 * MARGIN) / box.width, (view.height - 2 * MARGIN) / box.height);
  const scale = clamp(Math.min(fitting, most), SMALLEST, LARGEST);
  return centred({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, scale, view);
}

/** A point of the diagram in the middle of the window. */
export function centred(point: Point, scale: number, view: Size): Camera {
  return { x: view.width / 2 - point.x * scale, y: view.height / 2 - point.y * scale, scale };
}

/** The zoom factor for a wheel delta or a pinch on a touch pad, in pixels: 100 pixels are about 20 %. */
export function wheelFactor(deltaPixels: number): number {
  return Math.exp(-clamp(deltaPixels, -200, 200) * 0.002);
}

function shiftInto(start: number, length: number, room: number): number {
  if (start < MARGIN || length > room - 2 * MARGIN) {
    const alreadyFills = length > room - 2 * MARGIN && start <= MARGIN && start + length >= room - MARGIN;
    return alreadyFills ? 0 : MARGIN - start;
  }
  return Math.min(0, room - MARGIN - (start + length));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}
