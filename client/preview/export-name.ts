// The path of a file and what its diagram shows → the name of the exported file.
import type { Choice } from './messages.ts';

/** `/net/shop.netarch`, the view `edge` → `shop-edge.svg`. Names of the language are safe in file names. */
export function exportName(path: string, { view, flow }: Choice): string {
  const file = path.split('/').at(-1) ?? '';
  const stem = file.replace(/\.netarch$/, '') || 'network';
  return `${[stem, view, flow].filter((part) => part !== null).join('-')}.svg`;
}
