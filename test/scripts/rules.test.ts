// docs/rules.md has a page for every diagnostic code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '#language/validation/rules.ts';
import { root } from '#scripts/root.ts';
import { sourcesIn } from '#test/support/imports.ts';

const manual = readFileSync(join(root, 'docs', 'rules.md'), 'utf8');
const pages = new Set([...manual.matchAll(/^### (.+)$/gm)].map(([, code]) => code));

describe('the manual of rules', () => {
  it('has a page for each rule', () => {
    assert.deepEqual(
      RULES.filter(({ code }) => !pages.has(code)).map(({ code }) => code),
      [],
    );
  });

  it('has a page for each code of parsing and declarations', () => {
    const sources = sourcesIn('language/ast', 'language/to-network').map((path) => readFileSync(join(root, path), 'utf8'));
    const codes = sources.flatMap((text) => [...text.matchAll(/(?:report\(\s*|code: |withCode\(diagnostics, )'([a-z-]+)'/g)]);
    assert.ok(codes.length > 10, 'only a few codes were found: the pattern of this test is wrong');
    assert.deepEqual(
      codes.map(([, code]) => code).filter((code) => !pages.has(code)),
      [],
    );
  });

  it('has no broken links', () => {
    const links = [...manual.matchAll(/\]\(#([^)]+)\)/g)].map(([, code]) => code);
    assert.deepEqual(
      links.filter((code) => !pages.has(code)),
      [],
    );
  });
});
