// The text of an SVG document → its elements, safe to insert into the page, and its style sheet. `undefined` if it is not SVG.
import { PARSING_POLICY } from '#client/preview/messages.ts';
import { isAllowedAttribute, isAllowedElement, isAllowedStyle, splitStyle } from './svg-policy.ts';

/** A drawing without scripts, handlers and outside references, and its style apart. */
export interface ImportedSvg {
  readonly root: SVGSVGElement;
  /** The text of its `<style>` elements. Applied as a constructed sheet, so the policy can forbid inline styles. */
  readonly style: string;
}

/** Removes everything that svg-policy.ts does not allow. Undefined if the text is not SVG. */
export function importSvg(text: string): ImportedSvg | undefined {
  const { markup, style } = splitStyle(text);
  const parsed = new DOMParser().parseFromString(parsing.createHTML(markup), 'image/svg+xml').documentElement;
  if (!(parsed instanceof SVGSVGElement)) {
    return undefined;
  }
  // Cleaned before it is inserted: in the page an event handler would already be compiled.
  for (const node of [parsed, ...descendants(parsed)]) {
    clean(node);
  }
  return { root: document.importNode(parsed, true), style: isAllowedStyle(style) ? style : '' };
}

/** All nodes below, which are more than the elements: comments and processing instructions too. */
function descendants(root: Element): readonly Node[] {
  const walker = root.ownerDocument.createTreeWalker(root);
  const nodes: Node[] = [];
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
  }
  return nodes;
}

function clean(node: Node): void {
  if (node instanceof Text) {
    return;
  }
  if (!(node instanceof SVGElement) || !isAllowedElement(node.localName)) {
    node.parentNode?.removeChild(node);
    return;
  }
  for (const { name, value } of [...node.attributes]) {
    if (!isAllowedAttribute(name, value)) {
      node.removeAttribute(name);
    }
  }
}

/** The part that is used of a browser's Trusted Types (W3C). What `createHTML` returns takes the place of a string. */
interface ParsingPolicy {
  createHTML(text: string): string;
}

declare const trustedTypes: { createPolicy(name: string, rules: ParsingPolicy): ParsingPolicy } | undefined;

/** Where the browser has Trusted Types, the page may parse only what this policy made, and there is no other policy. */
const parsing: ParsingPolicy =
  typeof trustedTypes === 'undefined'
    ? { createHTML: String }
    : trustedTypes.createPolicy(PARSING_POLICY, { createHTML: String });
