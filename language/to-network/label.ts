// The text in quotes after a name → the label of the resource.
import { unquote } from '#language/ast/values.ts';

/** The label, if the text has one. Spread it into the resource. */
export function labelOf(node: { readonly label?: string }): { readonly label?: string } {
  return node.label === undefined ? {} : { label: unquote(node.label) };
}
