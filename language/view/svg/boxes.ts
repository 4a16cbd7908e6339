// A placed box → its SVG elements, with everything inside it.
import type { Change, EdgeRole } from '#language/view/graph/diagram.ts';
import { iconOf } from '#language/view/icons/icons.ts';
import type { PlacedBox } from '#language/view/layout/placed.ts';
import { CARD, cardHeight, DETAIL_FONT, FRAME, headerHeight, NAME_FONT, shapeOf } from '#language/view/layout/sizes.ts';
import { cutTo, type Font, widthOf } from '#language/view/layout/text-metrics.ts';
import { signElement } from './changes.ts';
import { cleanText, escapeLines, escapeXml, number } from './xml.ts';

/** `lit`: the kinds of links that a box is part of. The boxes inside it are part of them too. */
export function boxElement(
  placed: PlacedBox,
  lit: (id: string) => readonly EdgeRole[],
  inherited: readonly EdgeRole[] = [],
): string {
  const { box, children } = placed;
  const shape = shapeOf(box);
  const roles = [...new Set([...inherited, ...lit(box.id)])].toSorted();
  const classes = [
    'box',
    box.kind,
    // A collapsed frame keeps the colours of the frame.
    ...(shape === 'frame' ? ['frame'] : [box.collapsed === undefined ? 'resource' : 'collapsed', shape]),
    ...(box.exposure === undefined ? [] : [box.exposure]),
    ...(box.change === undefined ? [] : [box.change]),
    ...roles.map((role) => `on-${role}`),
  ];
  const content = [
    `<title>${escapeLines(box.facts.length === 0 ? [box.label] : box.facts)}</title>`,
    ...(box.kind === 'fleet' || box.collapsed !== undefined ? [stacked(placed)] : []),
    surface(placed),
    ...(shape === 'frame' ? frameContent(placed) : resourceContent(placed)),
    ...children.map((child) => boxElement(child, lit, roles)),
    ...(box.change === undefined ? [] : [signAt(placed, box.change)]),
  ];
  return `<g class="${classes.join(' ')}" data-id="${escapeXml(box.id)}">\n${content.join('\n')}\n</g>`;
}

/** In the upper right corner of a card. In an editor that of a frame has a button, so there the sign is left of it. */
function signAt({ box, x, y, width }: PlacedBox, change: Change): string {
  const hasButton = shapeOf(box) === 'frame' || box.collapsed !== undefined;
  return hasButton ? signElement(change, x + width - 34, y) : signElement(change, x + width - 5, y + 5);
}

function surface({ box, x, y, width, height }: PlacedBox): string {
  const radius = shapeOf(box) === 'frame' ? 8 : 7;
  return `<rect class="surface" x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="${radius}"${box.isUnknown ? ' stroke-dasharray="5 4"' : ''}/>`;
}

/** The edge of a further card behind this one. */
function stacked({ x, y, width, height }: PlacedBox): string {
  return `<rect class="surface" x="${number(x + 4)}" y="${number(y + 4)}" width="${number(width)}" height="${number(height)}" rx="7"/>`;
}

function resourceContent(placed: PlacedBox): readonly string[] {
  const { box, x, y, width } = placed;
  const left = x + CARD.inset + CARD.icon + CARD.gap;
  const room = width - (left - x) - CARD.end + 2;
  const details = [box.detail, box.collapsed].filter((one) => one !== undefined);
  const height = shapeOf(box) === 'host' ? CARD.height : cardHeight(box);
  const name = y + height / 2 + (FIRST_LINE[details.length] ?? 0);
  return [
    icon(placed, x + CARD.inset, y + (height - CARD.icon) / 2, CARD.icon),
    text('name', left, name, box.label, NAME_FONT, room),
    ...details.map((one, index) => text('detail', left, name + LINE_HEIGHT * (index + 1), one, DETAIL_FONT, room)),
  ];
}

/** The base line of the name, from the middle of the card, by the number of lines below it. In CSS pixels. */
const FIRST_LINE = [4.3, -3, -11.4];
const LINE_HEIGHT = 15.5;

/** In a subnet the block is below the name; in larger frames it is beside the name. */
function frameContent(placed: PlacedBox): readonly string[] {
  const { box, x, y } = placed;
  const left = x + FRAME.inset + FRAME.icon + FRAME.gap;
  const middle = y + headerHeight(box) / 2;
  const elements = [icon(placed, x + FRAME.inset, middle - FRAME.icon / 2, FRAME.icon)];
  if (box.detail === undefined) return [...elements, text('name', left, middle + 4.3, box.label, NAME_FONT, FRAME.maxText)];
  if (box.kind === 'subnet') {
    const name = text('name', left, middle - 2.5, box.label, NAME_FONT, FRAME.maxText);
    return [...elements, name, text('detail', left, middle + 11.5, box.detail, DETAIL_FONT, FRAME.maxText)];
  }
  const shown = cutTo(cleanText(box.label), NAME_FONT, FRAME.maxText);
  const used = widthOf(shown, NAME_FONT) + FRAME.between;
  return [
    ...elements,
    text('name', left, middle + 4.3, box.label, NAME_FONT, FRAME.maxText),
    text('detail', left + used, middle + 4.3, box.detail, DETAIL_FONT, Math.max(40, FRAME.maxText - used)),
  ];
}

function icon({ box }: PlacedBox, x: number, y: number, size: number): string {
  const { colour, glyph } = iconOf(box);
  const scale = number((size / 24) * 0.86);
  const inset = number(24 * 0.07 * (size / 24));
  return (
    `<rect x="${number(x)}" y="${number(y)}" width="${size}" height="${size}" rx="${number(size / 6)}" fill="${colour}"/>` +
    `<path class="glyph" transform="translate(${number(x + Number(inset))} ${number(y + Number(inset))}) scale(${scale})" d="${glyph}"/>`
  );
}

function text(kind: string, x: number, y: number, content: string, font: Font, room: number): string {
  return `<text class="${kind}" x="${number(x)}" y="${number(y)}">${escapeXml(cutTo(cleanText(content), font, room))}</text>`;
}
