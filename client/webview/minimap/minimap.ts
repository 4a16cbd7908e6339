// The drawing and the camera → a small map with the part in sight, where the drawing does not fit.
import type { Camera, Point, Rect, Size } from '#client/webview/camera.ts';
import type { Picture } from '#client/webview/picture.ts';
import { isNeeded, mapScale, partInSight } from './part-in-sight.ts';

/** The map. */
export interface Minimap {
  /** Hidden while the whole drawing is in sight. */
  readonly element: HTMLElement;
  /** Draws the map of a new drawing. */
  readonly mount: () => void;
  /** Shows which part is in sight. */
  readonly follow: (camera: Camera, picture: Size, view: Size) => void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** `centre` is called with the point of the drawing that should be in the middle of the window. */
export function createMinimap(picture: Picture, centre: (point: Point) => void): Minimap {
  const element = document.createElement('aside');
  element.className = 'minimap';
  element.hidden = true;
  // It repeats what the drawing says, and the arrow keys move that.
  element.setAttribute('aria-hidden', 'true');
  const map = document.createElementNS(SVG, 'svg');
  const parts = document.createElementNS(SVG, 'g');
  const sight = document.createElementNS(SVG, 'rect');
  sight.setAttribute('class', 'sight');
  map.append(parts, sight);
  element.append(map);
  let scale = 1;

  const jump = (event: PointerEvent): void => {
    const { left, top } = map.getBoundingClientRect();
    centre({ x: (event.clientX - left) / scale, y: (event.clientY - top) / scale });
  };
  map.addEventListener('pointerdown', (event) => {
    map.setPointerCapture(event.pointerId);
    jump(event);
  });
  map.addEventListener('pointermove', (event) => {
    if (map.hasPointerCapture(event.pointerId)) {
      jump(event);
    }
  });
  return {
    element,
    mount: () => {
      const size = picture.size();
      if (size) {
        scale = mapScale(size);
        map.setAttribute('width', String(size.width * scale));
        map.setAttribute('height', String(size.height * scale));
        parts.replaceChildren(
          ...picture
            .boxes()
            .filter(isLandmark)
            .map((box) => landmark(box, picture.areaOf(box), scale)),
        );
      }
    },
    follow: (camera, size, view) => {
      element.hidden = !isNeeded(camera, size, view);
      place(sight, scaled(partInSight(camera, size, view), scale));
    },
  };
}

/** What is seen from afar: Regions, VPCs, and what is in neither. */
function isLandmark(box: Element): boolean {
  return !box.parentElement?.closest('.vpc, .host');
}

function landmark(box: Element, area: Rect, scale: number): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect');
  rect.setAttribute('class', box.classList.contains('frame') ? 'area' : 'card');
  place(rect, scaled(area, scale));
  return rect;
}

function scaled({ x, y, width, height }: Rect, scale: number): Rect {
  return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}

function place(rect: SVGRectElement, area: Rect): void {
  for (const name of ['x', 'y', 'width', 'height'] as const) {
    rect.setAttribute(name, area[name].toFixed(1));
  }
}
