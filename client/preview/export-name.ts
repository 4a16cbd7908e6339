// The path of a file and what its diagram shows → the name of the exported file; that name → its format.
import type { DiagramParams } from '#server/protocol.ts';
import type { Choice } from './messages.ts';

/** The formats in the words of a dialog, each with its file extension. */
export const EXPORT_FILTERS = {
  'SVG picture': 'svg',
  'PNG image': 'png',
  'PDF document': 'pdf',
  'draw.io diagram': 'drawio',
} as const satisfies Readonly<Record<string, DiagramParams['format']>>;

/** The format of a file with this name; `undefined` if there is none with its extension. */
export function exportFormat(path: string): DiagramParams['format'] | undefined {
  return Object.values(EXPORT_FILTERS).find((extension) => path.toLowerCase().endsWith(`.${extension}`));
}

/** `/net/shop.netarch`, the view `edge` → `shop-edge.svg`. Names of the language are safe in file names. */
export function exportName(path: string, { view, flow }: Choice): string {
  const file = path.split('/').at(-1) ?? '';
  const stem = file.replace(/\.netarch$/, '') || 'network';
  return `${[stem, view, flow].filter((part) => part !== null).join('-')}.svg`;
}
