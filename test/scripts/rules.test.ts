// The manual of rules: every code that a user may see has its page.
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

  it('has a page for each code that reading a file may give', () => {
    const sources = sourcesIn('language/ast', 'language/to-network').map((path) => readFileSync(join(root, path), 'utf8'));
    const codes = sources.flatMap((text) => [...text.matchAll(/(?:report\(\s*|code: |withCode\(diagnostics, )'([a-z-]+)'/g)]);
    assert.ok(codes.length > 10, 'hardly any code was found: the check is looking for the wrong words');
    assert.deepEqual(
      codes.map(([, code]) => code).filter((code) => !pages.has(code)),
      [],
    );
  });

  it('links to pages that are there', () => {
    const links = [...manual.matchAll(/\]\(#([^)]+)\)/g)].map(([, code]) => code);
    assert.deepEqual(
      links.filter((code) => !pages.has(code)),
      [],
    );
  });
});
