// docs/gallery.md shows every example, view and flow, and each picture is what netarch draws today.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames } from '#bench/example-diagrams.ts';
import { drawn, FOLDER, filesOf, PAGE } from '#scripts/gallery/files.ts';
import { galleryPage } from '#scripts/gallery/page.ts';
import { allSections, type Section } from '#scripts/gallery/sections.ts';
import { root } from '#scripts/root.ts';
import { golden } from '#test/support/golden.ts';

const ADVICE = 'run `npm run gallery` and commit the result';

describe('the gallery', () => {
  let sections: readonly Section[];

  before(async () => {
    sections = await allSections();
  });

  it('has the current page', () => golden(join('../..', PAGE), galleryPage(sections)));

  it('shows every example, view and flow', () => {
    const page = textOf(PAGE);
    const wanted = exampleNames().flatMap((name) => {
      const text = textOf(`examples/${name}.netarch`);
      return [name, ...[...text.matchAll(/^(view|flow) ([\w-]+)/gm)].map(([, kind, own]) => `${name}-${kind}-${own}`)];
    });
    assert.ok(wanted.length > 40);
    const missing = wanted.filter((name) => !page.includes(`src="images/gallery/${name}.svg"`));
    assert.deepEqual(missing, []);
  });

  it('has headings that differ, so that every link of the contents leads to its own', () => {
    const headings = [...textOf(PAGE).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase());
    assert.deepEqual(headings.toSorted(), [...new Set(headings)].toSorted());
  });

  it('shows all pictures in its folder, and no others', () => {
    const files = readdirSync(join(root, FOLDER)).toSorted();
    const shown = [...textOf(PAGE).matchAll(/(?:src|srcset|href)="images\/gallery\/([^"]+)"/g)].map(([, file]) => file);
    assert.deepEqual([...new Set(shown)].toSorted(), files, ADVICE);
    assert.deepEqual(filesOf(sections).toSorted(), files, ADVICE);
  });

  for (const name of [...exampleNames(), 'Repeated VPCs']) {
    it(`has the current pictures of ${name}`, () => {
      const section = sections.find(({ title }) => title === name);
      assert.ok(section);
      for (const picture of section.pictures) {
        for (const [file, svg] of drawn(picture)) golden(join('../..', FOLDER, file), svg);
      }
    });
  }
});

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
