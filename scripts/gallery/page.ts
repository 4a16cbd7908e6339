// The sections → the page, in Markdown as GitHub shows it.
import { posix } from 'node:path';
import { escapeXml } from '#language/view/svg/xml.ts';
import { FOLDER, fileOf, PAGE, peerFileOf, peersOf } from './files.ts';
import type { GalleryPicture, Section } from './sections.ts';

const HEAD = `# Gallery

This page shows every example, with its views and flows, as netarch draws it: light or dark, as your browser prefers.
Below some pictures are those of D2, Graphviz and LikeC4, which lay out the same boxes and connections.

LikeC4 draws on its web pages only, so here its layout is drawn with plain boxes and lines. [bench/RESULTS.md](../bench/RESULTS.md) compares
the quality of the diagrams in numbers. \`npm run gallery\` generates this page.
`;

/** The whole page. */
export function galleryPage(sections: readonly Section[]): string {
  return [HEAD, `${sections.map(contents).join('\n')}\n`, ...sections.map(sectionText)].join('\n');
}

/** One entry in the table of contents. */
function contents({ pictures: [whole, ...parts] }: Section): string {
  const rest = parts.length === 0 ? '' : `: ${parts.map((part) => link(part.title)).join(', ')}`;
  return `- ${link(whole.title)}${rest}`;
}

function link(title: string): string {
  return `[${title.replace(/^\w+: /, '')}](#${anchor(title)})`;
}

/** As GitHub makes anchors of headings. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function sectionText({ title, source, text, pictures: [whole, ...parts] }: Section): string {
  const paragraphs = [
    `## ${title}`,
    text,
    `[${source}](${fromPage(source)})`,
    ...shown(whole, title),
    ...parts.flatMap((part) => [`### ${part.title}`, part.text, ...shown(part, `${title}. ${part.title}`)]),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`;
}

/** The picture, and below it a table with those of other tools. */
function shown(picture: GalleryPicture, alt: string): readonly string[] {
  const peers = peersOf(picture);
  if (peers.length === 0) return [themed(picture, alt)];
  const cells = peers.map((peer) => {
    const file = inFolder(peerFileOf(picture, peer));
    return cell(peer.title, `<a href="${file}">${image(file, `${alt}, by ${peer.title}`)}</a>`);
  });
  const own = cell('netarch', themed(picture, alt));
  return [themed(picture, alt), 'Compared with other tools:', table([own, ...cells])];
}

/** A table with two columns. */
function table(cells: readonly string[]): string {
  const rows = cells.flatMap((first, index) => (index % 2 === 0 ? [[first, ...cells.slice(index + 1, index + 2)]] : []));
  return ['<table>', ...rows.flatMap((row) => ['<tr>', ...row, '</tr>']), '</table>'].join('\n');
}

function cell(title: string, content: string): string {
  return `<td width="50%" valign="top">${title}<br>${content}</td>`;
}

function themed(picture: GalleryPicture, alt: string): string {
  const dark = `<source media="(prefers-color-scheme: dark)" srcset="${inFolder(fileOf(picture, 'dark'))}">`;
  return `<picture>${dark}${image(inFolder(fileOf(picture, 'light')), alt)}</picture>`;
}

function image(source: string, alt: string): string {
  return `<img src="${source}" alt="${escapeXml(alt)}">`;
}

function inFolder(file: string): string {
  return fromPage(posix.join(FOLDER, file));
}

function fromPage(path: string): string {
  return posix.relative(posix.dirname(PAGE), path);
}
