// What the operators of a page refer to by name → objects: faint groups, opacities, and the fonts of invisible text.
import { type Content, decimal, type Form, type Opacity } from './content.ts';
import { type Objects, utf16Of } from './objects.ts';
import type { BlankFonts } from './words.ts';

/** A group that is painted as a whole before it is blended with what is below it. */
export const TRANSPARENCY = '<< /S /Transparency /CS /DeviceRGB >>';

/** Adds the objects. Returns the reference of a dictionary for the page. `area` is that of the drawing: left, top, right, bottom. */
export function resourcesOf(objects: Objects, content: Content, fonts: BlankFonts, area: readonly number[]): string {
  const states = dictionary([...content.opacities].map(([name, opacity]) => [name, objects.add(stateOf(opacity))]));
  const box = `[${area.map(decimal).join(' ')}]`;
  const forms: (readonly [string, string])[] = [];
  // A group comes after those inside it, so they exist already.
  for (const { name, operators } of content.forms) forms.push([name, formOf(objects, operators, box, states, dictionary(forms))]);
  const blank = fonts.size === 0 ? '' : objects.stream(`${WIDTH} 0 d0\n`);
  const named = [...fonts].map(([name, characters]) => [name, fontOf(objects, characters, blank)] as const);
  return objects.add(`<< /ExtGState ${states} /XObject ${dictionary(forms)} /Font ${dictionary(named)} >>`);
}

function dictionary(entries: readonly (readonly [name: string, value: string])[]): string {
  return `<< ${entries.map(([name, value]) => `/${name} ${value}`).join(' ')} >>`;
}

function stateOf({ fill, stroke }: Opacity): string {
  return `<< /ca ${decimal(fill)} /CA ${decimal(stroke)} >>`;
}

function formOf(objects: Objects, operators: Form['operators'], box: string, states: string, forms: string): string {
  const entries = `/Type /XObject /Subtype /Form /BBox ${box} /Group ${TRANSPARENCY} /Resources << /ExtGState ${states} /XObject ${forms} >>`;
  return objects.stream(operators, entries);
}

/** In thousandths of the font size. */
const WIDTH = 500;

/** A font whose letters are all blank (Type 3, 9.6.5), and what each of them means. */
function fontOf(objects: Objects, characters: readonly string[], blank: string): string {
  const meanings = objects.stream(meaningsOf(characters));
  const letters = characters.map(() => '/blank').join(' ');
  return objects.add(
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 -250 ${WIDTH} 750] /FontMatrix [.001 0 0 .001 0 0] /Resources << >> /CharProcs << /blank ${blank} >> ` +
      `/Encoding << /Type /Encoding /Differences [0 ${letters}] >> /FirstChar 0 /LastChar ${characters.length - 1} ` +
      `/Widths [${characters.map(() => WIDTH).join(' ')}] /ToUnicode ${meanings} >>`,
  );
}

/** A ToUnicode CMap (9.10.3). A block has at most 100 characters. */
function meaningsOf(characters: readonly string[]): string {
  const lines = characters.map((character, code) => `<${code.toString(16).padStart(2, '0')}> <${utf16Of(character)}>`);
  const blocks: string[] = [];
  for (let start = 0; start < lines.length; start += 100) {
    const some = lines.slice(start, start + 100);
    blocks.push(`${some.length} beginbfchar`, ...some, 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <00> <ff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}
