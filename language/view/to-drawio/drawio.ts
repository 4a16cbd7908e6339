// A placed diagram → a file of draw.io (diagrams.net): real containers, shapes and connected lines, to be edited by hand.
// Source: draw.io, "XML in draw.io"; mxGraph user manual. The file is not compressed, so that it can be compared line by line.
import type { PlacedBox, PlacedDiagram } from '#language/view/layout/placed.ts';
import { leftOutText } from '#language/view/svg/note.ts';
import { THEMES, type ThemeName } from '#language/view/svg/theme.ts';
import { escapeXml, number } from '#language/view/svg/xml.ts';
import { boxCells, edgeCell, LAYER, textCell } from './cells.ts';

const TITLE_HEIGHT = 40;

/** The file as text. The same diagram and theme give the same text. */
export function drawioOf(placed: PlacedDiagram, theme: ThemeName): string {
  const { diagram, width, height, boxes, edges } = placed;
  const colours = THEMES[theme];
  const all = new Map(boxes.flatMap(withInner).map((box) => [box.box.id, box]));
  const title =
    diagram.title === '' ? [] : [textCell('title', diagram.title, { x: 20, y: -TITLE_HEIGHT }, width, colours.text, 17)];
  const note = leftOutText(placed.leftOut);
  const cells = [
    '<mxCell id="root"/>',
    `<mxCell id="${LAYER}" parent="root"/>`,
    ...title,
    ...boxes.flatMap((box) => boxCells(box, colours)),
    ...edges.map((edge, index) => edgeCell(edge, index, all, colours)),
    ...(note === undefined ? [] : [textCell('note', note, { x: 20, y: height }, width, colours.detail)]),
  ];
  return [
    '<mxfile host="netarch" type="device">',
    `<diagram id="diagram" name="${escapeXml(diagram.title === '' ? 'Network' : diagram.title)}">`,
    `<mxGraphModel grid="0" gridSize="10" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="0" pageWidth="${number(width)}" pageHeight="${number(height)}" background="${colours.background}" math="0" shadow="0">`,
    '<root>',
    ...cells,
    '</root>',
    '</mxGraphModel>',
    '</diagram>',
    '</mxfile>',
    '',
  ].join('\n');
}

function withInner(box: PlacedBox): readonly PlacedBox[] {
  return [box, ...box.children.flatMap(withInner)];
}
