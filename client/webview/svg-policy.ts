// The elements and attributes of a drawing → whether they may be inserted into the page. Our own drawings contain nothing else;
// this protects the page if a label ever became markup.

const ELEMENTS: ReadonlySet<string> = new Set([
  ...['svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
  ...['marker', 'linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask'],
]);

/** Drawing elements only: no script, foreignObject, link, animation or external image. */
export function isAllowedElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** No event handlers, no inline styles (the policy forbids them anyway), and only references inside the drawing. */
export function isAllowedAttribute(name: string, value: string): boolean {
  const plain = name.toLowerCase();
  if (plain.startsWith('on') || plain === 'style' || plain === 'tabindex') {
    return false;
  }
  if (plain === 'href' || plain.endsWith(':href') || plain === 'src') {
    return value.startsWith('#');
  }
  return !/url\(\s*['"]?\s*[^#'"\s]/i.test(value);
}

/**
 * Separates the style sheets from a drawing. A page that forbids inline styles reports an error when it parses one;
 * a constructed sheet is allowed.
 */
export function splitStyle(svg: string): { readonly markup: string; readonly style: string } {
  const styles = [...svg.matchAll(STYLE)].map(([, text]) => text?.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '') ?? '');
  return { markup: svg.replace(STYLE, ''), style: styles.join('\n') };
}

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
