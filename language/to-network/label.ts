// The text in quotes after a name or a line → the label of the resource, rule or route.
import { unquote } from '#language/ast/values.ts';

/** The label, if the text has one. Spread it into the resource, rule or route. */
export function labelOf(node: { readonly label?: string }): { readonly label?: string } {
  return node.label === undefined ? {} : { label: unquote(node.label) };
}
