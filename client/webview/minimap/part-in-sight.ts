// A camera and the size of the window → the part of the drawing that is in sight. Pure arithmetic, in CSS pixels of the drawing.
import type { Camera, Rect, Size } from '#client/webview/camera.ts';

/** The largest map, in CSS pixels. */
const LARGEST: Size = { width: 180, height: 120 };

/** The scale of a map of the drawing. */
export function mapScale({ width, height }: Size): number {
  return Math.min(LARGEST.width / width, LARGEST.height / height);
}

/** The part of the drawing in the window. Empty at a border that it does not reach. */
export function partInSight({ x, y, scale }: Camera, picture: Size, view: Size): Rect {
  const [left, right] = [within(-x / scale, picture.width), within((view.width - x) / scale, picture.width)];
  const [top, bottom] = [within(-y / scale, picture.height), within((view.height - y) / scale, picture.height)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a part of the drawing is out of sight. */
export function isNeeded(camera: Camera, picture: Size, view: Size): boolean {
  const { width, height } = partInSight(camera, picture, view);
  return width < picture.width || height < picture.height;
}

function within(value: number, length: number): number {
  return Math.min(Math.max(value, 0), length);
}
