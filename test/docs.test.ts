// The documentation: its netarch blocks compile, its tables are complete, its links have targets, its picture is current.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '#scripts/root.ts';
import { inFolder, netarch } from '#test/support/command-line.ts';
import { golden } from '#test/support/golden.ts';

const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...pagesIn('docs')];

describe('the documentation', () => {
  for (const page of PAGES.filter((one) => blocksOf(one).length > 0)) {
    it(`${page}: shows netarch that is right`, async () => {
      const files = Object.fromEntries(blocksOf(page).map((text, index) => [nameOf(text) ?? `block-${index + 1}.netarch`, text]));
      await inFolder(files, async (folder) => {
        const { out } = await netarch(['check', '.', '--format', 'json'], folder);
        const { diagnostics } = JSON.parse(out);
        const errors = diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
        assert.deepEqual(errors, []);
      });
    });
  }

  for (const page of PAGES) {
    it(`${page}: has links that lead somewhere`, () => {
      const words = textOf(page).replace(/^```[\s\S]*?^```$/gm, '');
      const targets = [...words.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target);
      const missing = targets.filter((target) => !leadsSomewhere(page, target));
      assert.deepEqual(missing, []);
    });
  }

  it('explains every verdict, direction, step and drop code', () => {
    const types = textOf('language/trace/result.ts') + textOf('language/trace/verdict.ts');
    const tracing = textOf('docs/tracing.md');
    for (const name of ['Verdict', 'Direction', 'Step', 'DropCode']) {
      const [, union = ''] = new RegExp(`export type ${name} =([^;]+);`).exec(types) ?? [];
      const words = [...union.matchAll(/'(\w+)'/g)].map(([, word]) => word);
      assert.ok(words.length > 2, name);
      assert.deepEqual(
        words.filter((word) => !new RegExp(`^\\| \`${word}\` \\|`, 'm').test(tracing)),
        [],
        name,
      );
    }
  });

  it('explains every kind of decision, with its results', () => {
    const tracing = textOf('docs/tracing.md');
    const rows = new Map([...tracing.matchAll(/^\| `([\w-]+)` \|.*$/gm)].map(([row, kind = '']) => [kind, row]));
    const folder = 'language/trace/decision';
    const types = readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => textOf(`${folder}/${name}`));
    const kinds = types.flatMap((text) => [...text.matchAll(/readonly kind: '([\w-]+)'([\s\S]*?)(?=\nexport|$(?![\s\S]))/g)]);
    assert.ok(kinds.length > 30);
    for (const [, kind = '', rest = ''] of kinds) {
      const row = rows.get(kind) ?? '';
      const unions = [...rest.matchAll(/readonly result:((?:\s*\|?\s*'[\w-]+')+)/g)];
      const results = unions.flatMap(([, union = '']) => union.match(/[\w-]+/g) ?? []);
      assert.deepEqual(
        [kind, ...results].filter((word) => !row.includes(`\`${word}\``)),
        [],
        kind,
      );
    }
  });

  it('mentions every word of the language', () => {
    const grammar = textOf('language/ast/netarch.langium').replace(/^terminal [\s\S]*/m, '');
    const words = new Set([...grammar.matchAll(/'([a-z][a-z0-9-]*)'/g)].map(([, word]) => word));
    const language = textOf('docs/language.md');
    assert.ok(words.size > 80);
    assert.deepEqual(
      [...words].filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(language)),
      [],
    );
  });

  it('names tests and rules in ARCHITECTURE.md that exist', () => {
    const named = [...textOf('ARCHITECTURE.md').matchAll(/`([\w./-]+\.(?:ts|json|langium))`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 15);
    assert.deepEqual(
      named.filter((path) => !exists(path)),
      [],
    );
  });

  it('shows the current picture of the production example', async () => {
    const { out } = await netarch(['render', 'examples/production.netarch']);
    golden('../../docs/images/production.svg', out);
  });

  it('shows the usage of each command', async () => {
    const { out } = await netarch(['--help']);
    const usage = out.split('\n').filter((line) => line.startsWith('  netarch '));
    assert.equal(usage.length, 8);
    for (const line of usage) assert.ok(textOf('docs/cli.md').includes(`\n${line.trim()}\n`), line);
  });
});

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

/** Complete files. One that begins with its name in a comment can be imported by the others. */
function blocksOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^```netarch\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

function nameOf(block: string): string | undefined {
  return /^\/\/ ([\w-]+\.netarch)\n/.exec(block)?.[1];
}

function leadsSomewhere(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, file))) return false;
  return anchor === undefined || headingsOf(file).includes(anchor);
}

/** As GitHub makes anchors of headings. */
function headingsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

/** A path from the root, or from `language/` as the map abbreviates it. */
function exists(path: string): boolean {
  return [path, `language/ast/${path}`, `client/${path}`].some((one) => existsSync(join(root, one)));
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
