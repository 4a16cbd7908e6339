// The boxes of a drawing → a chevron on each that can be expanded or collapsed. It is part of the page, and never of an exported picture.
import type { Picture } from '#client/webview/picture.ts';

/** The chevrons of the current drawing. */
export interface Toggles {
  /** Draws the chevrons of a new drawing, and says to screen readers what is expanded. */
  readonly mount: () => void;
}

/** Expand or collapse a box. */
type Toggle = (box: SVGElement, isCollapsed: boolean) => void;

const SVG = 'http://www.w3.org/2000/svg';

/** The distance of a chevron's middle from the right and the upper border of its box, in CSS pixels. */
const INSET = 13;

/** `toggle` is called for a click on a chevron, and for the key E on a box or in it. */
export function createToggles(picture: Picture, toggle: Toggle): Toggles {
  const boxOf = new WeakMap<Element, SVGElement>();
  const toggleBox = (box: SVGElement): void => toggle(box, box.classList.contains('collapsed'));
  picture.plane.addEventListener('click', ({ target }) => {
    const chevron = target instanceof Element ? target.closest('.toggle') : null;
    const box = chevron && boxOf.get(chevron);
    if (box) {
      toggleBox(box);
    }
  });
  picture.plane.addEventListener('keydown', (event) => {
    const box = event.target instanceof Element ? foldableAt(event.target) : undefined;
    if (box && event.key === 'e' && !(event.ctrlKey || event.metaKey || event.altKey)) {
      toggleBox(box);
      event.preventDefault();
    }
  });
  return {
    mount: () => {
      const layer = document.createElementNS(SVG, 'g');
      layer.setAttribute('class', 'toggles');
      layer.setAttribute('aria-hidden', 'true');
      for (const box of picture.boxes().filter(isFoldable)) {
        const isCollapsed = box.classList.contains('collapsed');
        const chevron = drawChevron(box, isCollapsed);
        boxOf.set(chevron, box);
        layer.append(chevron);
        box.setAttribute('aria-expanded', String(!isCollapsed));
      }
      picture.plane.firstElementChild?.append(layer);
    },
  };
}

/** Whether a box is a VPC, an Availability Zone or a subnet with something in it. */
function isFoldable({ classList, children }: Element): boolean {
  const isPart = ['vpc', 'zone', 'subnet'].some((kind) => classList.contains(kind));
  return isPart && (classList.contains('collapsed') || [...children].some((child) => child.classList.contains('box')));
}

/** The box, or the innermost one around it, that can be expanded or collapsed. */
function foldableAt(element: Element): SVGElement | undefined {
  const box = element.closest<SVGElement>('.box');
  if (!box || isFoldable(box)) {
    return box ?? undefined;
  }
  return box.parentElement ? foldableAt(box.parentElement) : undefined;
}

function drawChevron(box: Element, isCollapsed: boolean): SVGElement {
  const surface = [...box.querySelectorAll<SVGRectElement>(':scope > .surface')].at(-1);
  const at = (name: string): number => Number(surface?.getAttribute(name) ?? 0);
  const [x, y] = [at('x') + at('width') - INSET, at('y') + INSET];
  const chevron = document.createElementNS(SVG, 'g');
  chevron.setAttribute('class', 'toggle');
  const title = document.createElementNS(SVG, 'title');
  title.textContent = isCollapsed ? 'Expand (E)' : 'Collapse (E)';
  const disc = document.createElementNS(SVG, 'circle');
  disc.setAttribute('cx', String(x));
  disc.setAttribute('cy', String(y));
  disc.setAttribute('r', '9');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', isCollapsed ? `M${x - 2} ${y - 4}l4 4-4 4` : `M${x - 4} ${y - 2}l4 4 4-4`);
  chevron.append(title, disc, path);
  return chevron;
}
