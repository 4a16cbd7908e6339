// The part of bench/RESULTS.md about diagrams: what the tables mean, and the tables.
import type { Column } from './columns.ts';

/** The part as Markdown: the tables, and the versions of these peers. */
export function page(text: string, peers: readonly Column[]): string {
  return `## Diagrams

Written by \`npm run bench:quality -- --write\`; with \`--peers\` it also installs and runs the other tools. Counts are sums over the diagrams of a group;
bends and sizes are means over its diagrams.

- Edges of one *bundle* mean the same: they leave or enter one resource with the same role and label. Lines and crossings count as an eye sees them:
  edges of a bundle that share a line are one line.
- *Bends* are counted for each edge. A curve has one for every 90° of its turns; less than 30° are none.
- *Detour* is the length of the edges, divided by the distances between the borders of their boxes. Distances are measured along level and upright
  lines, so an edge without a detour has 1. A slanted line can have less.
- *Own layout, before* is netarch's layout of November 2026, kept for comparison.
- \`-- --worse\` lists the diagrams that are worse than in that column, \`-- --pictures DIR\` writes all diagrams.

The other tools draw the same boxes and edges from their own text, with their usual fonts and spacing, from top to bottom.
They order boxes to shorten edges and to avoid crossings. netarch keeps fixed rows instead: gateways at the top, Availability Zones side by side, public
subnets above private ones.
They label each edge; netarch labels each bundle once. Graphviz uses clusters and its default splines, because its orthogonal lines ignore labels.
LikeC4 cannot draw an edge between a box and one around it. Edges that a tool does not draw are *missing*.

${peers.map(({ title, version }) => `- ${title}: ${version}`).join('\n')}

${text}
`;
}
