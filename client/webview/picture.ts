// SVG text → the drawing in the page and its boxes. A shadow tree separates the styles of the drawing from those of the page.
import type { Highlight } from '#language/view/graph/diagram.ts';
import type { Rect, Size } from './camera.ts';
import { importSvg } from './import-svg.ts';
import { highlightOf, withHighlight } from './lighting.ts';
import pictureStyle from './picture.css';

/** The drawing and its place in the page. */
export interface Picture {
  /** The element that the camera moves. */
  readonly plane: HTMLElement;
  /** Replaces the drawing. Text that is not SVG removes it. */
  readonly draw: (svg: string) => void;
  /** The size of the drawing in CSS pixels. `undefined` without one. */
  readonly size: () => Size | undefined;
  /** The boxes in the order of the drawing. */
  readonly boxes: () => readonly SVGElement[];
  /** The position of a box, in CSS pixels from the top left corner of the drawing. */
  readonly rectOf: (box: Element) => Rect;
  /** The same by its outline alone, which is faster. It is right for boxes whose outline was drawn by netarch. */
  readonly areaOf: (box: Element) => Rect;
  /** The first of these boxes that is drawn. */
  readonly boxAmong: (ids: readonly string[]) => SVGElement | undefined;
  /** The line of a flow between two boxes, each the first of its list that has one. */
  readonly wayBetween: (from: readonly string[], to: readonly string[]) => SVGPathElement | undefined;
  /** A group above the drawing, empty after every new one. `undefined` without a drawing. */
  readonly over: () => SVGGElement | undefined;
  readonly highlight: () => Highlight;
  readonly light: (highlight: Highlight) => void;
}

/** An empty picture inside of `host`, which gets a shadow tree. */
export function createPicture(host: HTMLElement): Picture {
  const shadow = host.attachShadow({ mode: 'open' });
  const plane = document.createElement('div');
  plane.className = 'plane';
  shadow.append(plane);
  const ownStyle = sheet(pictureStyle);
  let root: SVGSVGElement | undefined;
  return {
    plane,
    draw: (svg) => {
      const imported = importSvg(svg);
      root = imported?.root;
      shadow.adoptedStyleSheets = [sheet(imported?.style ?? ''), ownStyle];
      plane.replaceChildren(...(root ? [root] : []));
    },
    size: () => root && sizeOf(root),
    boxes: () => [...(root?.querySelectorAll<SVGElement>('.box[data-id]') ?? [])],
    rectOf: (box) => (root ? rectOn(root, box) : { x: 0, y: 0, width: 0, height: 0 }),
    areaOf: (box) => (root ? areaOn(root, box) : { x: 0, y: 0, width: 0, height: 0 }),
    boxAmong: (ids) => first(ids, (id) => root?.querySelector<SVGElement>(`.box[data-id="${CSS.escape(id)}"]`)),
    wayBetween: (from, to) =>
      first(from, (start) =>
        first(to, (end) =>
          root?.querySelector<SVGPathElement>(`.edge[data-from="${CSS.escape(start)}"][data-to="${CSS.escape(end)}"] > .line`),
        ),
      ),
    over: () => root && groupOver(root),
    highlight: () => highlightOf(root?.getAttribute('class') ?? ''),
    light: (highlight) => root?.setAttribute('class', withHighlight(root.getAttribute('class') ?? '', highlight)),
  };
}

function first<T>(ids: readonly string[], find: (id: string) => T | null | undefined): T | undefined {
  for (const id of ids) {
    const found = find(id);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function groupOver(root: SVGSVGElement): SVGGElement {
  const known = root.querySelector<SVGGElement>(':scope > .over');
  if (known) {
    return known;
  }
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  made.setAttribute('class', 'over');
  made.setAttribute('aria-hidden', 'true');
  root.append(made);
  return made;
}

/** Measured on the screen relative to the whole drawing, so it is right during zoom and animation too. */
function rectOn(root: SVGSVGElement, element: Element): Rect {
  const whole = root.getBoundingClientRect();
  const part = element.getBoundingClientRect();
  const scale = whole.width / sizeOf(root).width;
  return {
    x: (part.left - whole.left) / scale,
    y: (part.top - whole.top) / scale,
    width: part.width / scale,
    height: part.height / scale,
  };
}

function areaOn(root: SVGSVGElement, box: Element): Rect {
  const surface = [...box.children].findLast(({ classList }) => classList.contains('surface'));
  const { x: left = 0, y: top = 0 } = root.viewBox.baseVal ?? {};
  const at = (name: string): number => Number(surface?.getAttribute(name) ?? 0) || 0;
  return { x: at('x') - left, y: at('y') - top, width: at('width'), height: at('height') };
}

function sizeOf(root: SVGSVGElement): Size {
  const { width, height } = root.viewBox.baseVal ?? { width: 0, height: 0 };
  return width > 0 && height > 0 ? { width, height } : { width: root.clientWidth || 1, height: root.clientHeight || 1 };
}

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
