// The picture in the page: SVG text in, its boxes out. A shadow tree keeps the picture's styles and the page's apart.
import type { Highlight } from '#language/view/graph/diagram.ts';
import type { Rect, Size } from './camera.ts';
import { importSvg } from './import-svg.ts';
import { highlightOf, withHighlight } from './lighting.ts';
import pictureStyle from './picture.css';

export interface Picture {
  /** The element that the camera moves. */
  readonly plane: HTMLElement;
  /** Replaces the drawing. Text that is no SVG leaves none. */
  readonly draw: (svg: string) => void;
  /** The size that the picture was drawn for; undefined without a picture. */
  readonly size: () => Size | undefined;
  /** The boxes in the order of the drawing. */
  readonly boxes: () => readonly SVGElement[];
  readonly highlight: () => Highlight;
  readonly light: (highlight: Highlight) => void;
}

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
    highlight: () => highlightOf(root?.getAttribute('class') ?? ''),
    light: (highlight) => root?.setAttribute('class', withHighlight(root.getAttribute('class') ?? '', highlight)),
  };
}

/** Where an element stands inside of another, both as they are on the screen now. */
export function rectWithin(element: Element, frame: Element): Rect {
  const { left, top, width, height } = element.getBoundingClientRect();
  const origin = frame.getBoundingClientRect();
  return { x: left - origin.left, y: top - origin.top, width, height };
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
