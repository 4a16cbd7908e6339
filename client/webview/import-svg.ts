// The text of an SVG document → its elements, safe to insert into the page, and its style sheet. `undefined` if it is not SVG.
import { isAllowedAttribute, isAllowedElement, splitStyle } from './svg-policy.ts';

/** A drawing without scripts, handlers and outside references, and its style apart. */
export interface ImportedSvg {
  readonly root: SVGSVGElement;
  /** The text of its `<style>` elements. Applied as a constructed sheet, so the policy can forbid inline styles. */
  readonly style: string;
}

/** Removes every element and attribute that svg-policy.ts does not allow. Undefined if the text is not SVG. */
export function importSvg(text: string): ImportedSvg | undefined {
  const { markup, style } = splitStyle(text);
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  if (!(parsed instanceof SVGSVGElement)) {
    return undefined;
  }
  // Cleaned before it is inserted: in the page an event handler would already be compiled.
  for (const element of [parsed, ...parsed.querySelectorAll('*')]) {
    clean(element);
  }
  return { root: document.importNode(parsed, true), style };
}

function clean(element: Element): void {
  if (!(element instanceof SVGElement) || !isAllowedElement(element.localName)) {
    element.remove();
    return;
  }
  for (const { name, value } of [...element.attributes]) {
    if (!isAllowedAttribute(name, value)) {
      element.removeAttribute(name);
    }
  }
}
