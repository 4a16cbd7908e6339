// What the gallery shows: a section for each example, with its pictures; and one for repeated VPCs.
import { type Example, type ExamplePart, exampleNamed, exampleNames } from '#bench/example-diagrams.ts';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { graphOf } from '#language/view/subject.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** A network with its pictures. */
export interface Section {
  readonly title: string;
  /** The file with the network, as a path from the root. */
  readonly source: string;
  /** What the network shows, in paragraphs. */
  readonly text: string;
  /** The whole network, then its views and flows. */
  readonly pictures: readonly [GalleryPicture, ...GalleryPicture[]];
}

/** One picture. */
export interface GalleryPicture {
  /** Begins the names of its files. */
  readonly name: string;
  /** `View: How visitors get in`. The whole network has the title of its section. */
  readonly title: string;
  /** The comment above the view or flow. Empty without one. */
  readonly text: string;
  readonly diagram: Diagram;
}

/** How many VPCs the last section has. */
const REPETITIONS = 10;

/** All sections, in the order of the page. */
export async function allSections(): Promise<readonly Section[]> {
  const examples = await Promise.all(exampleNames().map(exampleNamed));
  return [...examples.map(sectionOf), await repeatedSection()];
}

function sectionOf({ name, text, diagram, parts }: Example): Section {
  return {
    title: name,
    source: `examples/${name}.netarch`,
    text: commentBefore('', text),
    pictures: [{ name, title: name, text: '', diagram }, ...parts.map((part) => pictureOfPart(name, text, part))],
  };
}

function pictureOfPart(example: string, text: string, { kind, name, title, diagram }: ExamplePart): GalleryPicture {
  return {
    name: `${example}-${kind}-${name}`,
    title: `${kind === 'view' ? 'View' : 'Flow'}: ${title}`,
    text: commentBefore(`\\s*${kind} ${name}\\b`, text),
    diagram,
  };
}

/** The text of the first doc comment that is followed by this pattern, on one line. Empty without one. */
function commentBefore(pattern: string, text: string): string {
  const [, comment = ''] = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/${pattern}`).exec(text) ?? [];
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*/, '').trim())
    .join(' ')
    .trim();
}

async function repeatedSection(): Promise<Section> {
  const name = 'repeated-vpcs';
  const diagram = graphOf(await networkOf(repeatedVpc(REPETITIONS)), { kind: 'network' });
  return {
    title: 'Repeated VPCs',
    source: 'bench/repeated-vpc.ts',
    text: `${REPETITIONS} VPCs that differ only in names and addresses. The benchmarks use this network too.`,
    pictures: [{ name, title: 'Repeated VPCs', text: '', diagram }],
  };
}
