// The parts of a picture → whether they may enter the page. Our own pictures hold nothing else;
// this keeps a page with scripts safe should a label ever turn into markup.

const ELEMENTS: ReadonlySet<string> = new Set([
  ...['svg', 'g', 'defs', 'symbol', 'use', 'title', 'desc'],
  ...['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan'],
  ...['marker', 'linearGradient', 'radialGradient', 'stop', 'pattern', 'clipPath', 'mask'],
]);

/** Drawing only: no script, no foreignObject, no links, no animation, no outside image. */
export function isAllowedElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** No event handlers, no inline style (the page's policy refuses it anyway), and references only inside of the picture. */
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
 * Takes the style sheets out of a picture. A page that forbids inline styles complains already while it parses one;
 * as a sheet of the page's own script it needs no leave.
 */
export function splitStyle(svg: string): { readonly markup: string; readonly style: string } {
  const styles = [...svg.matchAll(STYLE)].map(([, text]) => text?.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '') ?? '');
  return { markup: svg.replace(STYLE, ''), style: styles.join('\n') };
}

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
