// The input of a frame → its layout: builds the graph, asks ELK, reads the answer.
import { layoutByElk } from '#language/view/layout/elk/elk.ts';
import { frameOptions } from '#language/view/layout/elk/options.ts';
import { alignColumns, centreRows, keepPassesFree } from './columns.ts';
import { FrameGraph } from './frame-graph.ts';
import type { FrameInput } from './frame-input.ts';
import type { FrameLayout } from './frame-layout.ts';
import { settlePorts } from './ports.ts';
import { read, readEmpty } from './read.ts';
import { addSameRow, addStub } from './same-row.ts';
import { chooseSides } from './sides.ts';
import { addTree } from './tree-builder.ts';
import { treesOf } from './trees.ts';

/** The same input gives the same layout. */
export function layoutFrame(input: FrameInput): FrameLayout {
  if (input.items.length === 0) return readEmpty(input);
  const frame = new FrameGraph(input);
  alignColumns(frame);
  addLines(frame);
  centreRows(frame);
  keepPassesFree(frame);
  settlePorts(frame);
  const { graph, gaps } = frame;
  const size = { nodes: graph.nodes.length, items: input.items.length, lines: input.lines.length };
  return read(frame, layoutByElk(graph.toElk(frameOptions(size, gaps.columns))));
}

function addLines(frame: FrameGraph): void {
  const { lines } = frame.input;
  for (const [index, line] of lines.entries()) {
    const { from, to } = line;
    if (to !== undefined && 'stop' in from && 'stop' in to && frame.rowOf(from) === frame.rowOf(to))
      addSameRow(frame, index, line, from.stop, to.stop);
  }
  const trees = treesOf(frame);
  const sides = chooseSides(frame, trees);
  for (const tree of trees) addTree(frame, tree, sides);
  for (const [index, line] of lines.entries())
    if (line.to === undefined && 'stop' in line.from) addStub(frame, index, line, line.from.stop);
}
