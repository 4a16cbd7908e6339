// The import rules of ARCHITECTURE.md, checked for every import. The linter knows the order of the folders, too, and shows it
// in the editor.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { type Stage, stageOf, stages, subfoldersOf } from '#scripts/stages.ts';
import { circlesIn } from '#test/support/circles.ts';
import { type Import, importsOf, sourcesIn } from '#test/support/imports.ts';
import { collapsed, nodeIn, wrongOrder } from '#test/support/nesting.ts';

const PRODUCT = ['language', 'files', 'server', 'client'] as const;

const all = stages();
const imports = sourcesIn(...PRODUCT).flatMap(importsOf);

describe('the architecture', () => {
  it('finds imports in every stage of the pipeline', () => {
    assert.ok(all.length > 10, `only ${all.length} stages were found: the check looks in the wrong place`);
    for (const { folder } of all) {
      const own = sourcesIn(folder).filter((path) => stageOf(all, path)?.folder === folder);
      assert.ok(own.length > 0, `${folder} has no sources`);
    }
    assert.ok(imports.length > sourcesIn(...PRODUCT).length, 'fewer imports than files: they were not understood');
  });

  it('lets a stage of the pipeline import only what it may', () => {
    check(within('language'), ({ from, to }) => {
      const importer = stageOf(all, from);
      return importer !== undefined && (isOurs(to) ? sees(importer, to) : importer.packages.includes(packageOf(to)));
    });
  });

  it('shows the syntax tree to no stage behind the network', () => {
    const treeless = all.filter((stage) => !sees(stage, 'language/ast/values.ts')).map(({ folder }) => folder);
    for (const folder of [
      'aws',
      'network',
      'packets',
      'trace',
      'validation',
      'view/graph',
      'view/layout',
      'view/svg',
      'what-if',
    ]) {
      assert.ok(treeless.includes(`language/${folder}`), `${folder} sees the syntax tree`);
    }
    assert.deepEqual(
      all
        .filter((stage) => sees(stage, 'language/ast/values.ts') && sees(stage, 'language/network/id.ts'))
        .map(({ folder }) => folder),
      ['language/to-network', 'language'],
    );
    assert.deepEqual(
      all.filter(({ packages }) => packages.includes('elkjs')).map(({ folder }) => folder),
      ['language/view/layout'],
    );
  });

  it('has no file over 400 lines', () => {
    const files = sourcesIn(...PRODUCT, 'test', 'scripts', 'bench');
    assert.ok(files.length > sourcesIn(...PRODUCT).length, 'no tests were found: the check looks in the wrong place');
    const long = files.filter((path) => readFileSync(join(root, path), 'utf8').split('\n').length > 401);
    assert.deepEqual(long, []);
  });

  it('has no import cycle, type imports included', () => {
    const everywhere = sourcesIn(...PRODUCT, 'test', 'scripts', 'bench').flatMap(importsOf);
    assert.ok(everywhere.length > imports.length, 'the tests have no imports: they were not understood');
    assert.deepEqual(circlesIn(everywhere), []);
  });

  it('puts each folder above or below the files beside it, never both', () => {
    const folders = PRODUCT.flatMap(withSubfolders);
    assert.ok(folders.length > 20, `only ${folders.length} folders were found`);
    assert.deepEqual(
      folders.flatMap((folder) => circlesIn(collapsed(imports, folder))),
      [],
    );
  });

  it('orders the folders beside each other by the alphabet', () => {
    const folders = withSubfolders('language').filter((folder) => subfoldersOf(folder).length > 1);
    assert.ok(folders.includes('language/trace'), 'the folders inside of stages were not found');
    assert.deepEqual(
      folders.flatMap((folder) => wrongOrder(imports, folder)),
      [],
    );
  });

  it('lets the files that server and client share import only Node modules', () => {
    check(within('files'), ({ to }) => to.startsWith('files/') || to.startsWith('node:'));
  });

  it('opens no connection, and starts and runs nothing but what is listed', () => {
    const importersOf = (module: RegExp) => imports.filter(({ to }) => module.test(to)).map(({ from }) => from);
    assert.deepEqual(importersOf(/^node:(https?|http2|net|tls|dgram|dns|inspector|cluster|repl|wasi)\b/), []);
    // `git` for a revision, and `cp` for the attributes of a file.
    assert.deepEqual(importersOf(/^node:child_process$/).toSorted(), ['files/write-whole.ts', 'server/cli/shared/revision.ts']);
    // The renderer of images, which is loaded only for one.
    assert.deepEqual(importersOf(/^@resvg/), ['server/image/renderer.ts']);
    // netarch's own bundle, with its compiled code.
    assert.deepEqual(importersOf(/^node:vm$/), ['server/launch/run.ts']);
    const reaching = /\b(?:fetch|eval|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\(|\bnew Function\b/;
    const sources = sourcesIn(...PRODUCT).filter((path) => !path.includes('/generated/'));
    assert.deepEqual(
      sources.filter((path) => reaching.test(readFileSync(join(root, path), 'utf8'))),
      [],
    );
  });

  it('keeps the server free of the client and of VS Code', () => {
    check(within('server'), ({ to }) => !to.startsWith('client/') && packageOf(to) !== 'vscode');
  });

  it('keeps layout out of the thread of the language server', () => {
    const inThread = (entry: string) =>
      reachedFrom(
        imports.filter(({ typesOnly }) => !typesOnly),
        entry,
      );
    const isLayout = (path: string) => path.startsWith('language/view/layout/');
    assert.deepEqual(inThread('server/main.ts').filter(isLayout), []);
    assert.ok(inThread('server/drawing/drawing-thread.ts').some(isLayout));
  });

  it('lets the client speak to the server through the protocol only', () => {
    check(
      within('client'),
      ({ to, typesOnly }) =>
        to === 'server/protocol.ts' ||
        to === 'server/answers.ts' ||
        (!to.startsWith('server/') && (typesOnly || !to.startsWith('language/'))),
    );
  });

  it('lets the webview import its messages and the picture, and no package', () => {
    const visible = /^(client\/webview|language\/view)\/|^client\/preview\/messages\.ts$/;
    check(within('client/webview'), ({ to }) => visible.test(to));
  });
});

describe('the check of folders', () => {
  const edges = (...pairs: readonly (readonly [from: string, to: string])[]) => pairs.map(([from, to]) => ({ from, to }));

  it('names the file or folder of an import as its parent sees it', () => {
    assert.equal(nodeIn('a', 'a/b/c.ts'), 'a/b/');
    assert.equal(nodeIn('a', 'a/c.ts'), 'a/c.ts');
    assert.equal(nodeIn('a', 'ab/c.ts'), undefined);
  });

  it('finds a folder that is above and below one file', () => {
    const found = circlesIn(collapsed(edges(['a/s/x.ts', 'a/f.ts'], ['a/f.ts', 'a/g.ts'], ['a/g.ts', 'a/s/y.ts']), 'a'));
    assert.deepEqual(found, [['a/f.ts', 'a/g.ts', 'a/s/']]);
  });

  it('allows a folder below one file and above another', () => {
    assert.deepEqual(circlesIn(collapsed(edges(['a/s/x.ts', 'a/f.ts'], ['a/g.ts', 'a/s/y.ts']), 'a')), []);
  });

  it('finds a folder that imports a later one, through a file too', () => {
    assert.deepEqual(wrongOrder(edges(['a/s/x.ts', 'a/f.ts'], ['a/f.ts', 'a/t/y.ts']), 'a'), ['a/s/ reaches a/t/']);
    assert.deepEqual(wrongOrder(edges(['a/t/y.ts', 'a/s/x.ts']), 'a'), []);
  });

  it('finds import cycles of two files and of more', () => {
    assert.deepEqual(circlesIn(edges(['b', 'a'], ['a', 'b'], ['c', 'a'], ['d', 'e'], ['e', 'f'], ['f', 'd'])), [
      ['a', 'b'],
      ['d', 'e', 'f'],
    ]);
  });
});

function within(folder: string): readonly Import[] {
  return imports.filter(({ from }) => from.startsWith(`${folder}/`));
}

function check(some: readonly Import[], isAllowed: (one: Import) => boolean): void {
  assert.ok(some.length > 0, 'nothing to check');
  const wrong = some.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} imports ${to}`);
  assert.deepEqual(wrong, []);
}

/** Whether a stage may import a file of ours. */
function sees({ folder, stages: others }: Stage, path: string): boolean {
  const imported = stageOf(all, path)?.folder;
  return imported !== undefined && (imported === folder || others.includes(imported));
}

/** All that a file imports, directly and through others. */
function reachedFrom(some: readonly Import[], entry: string): readonly string[] {
  const found = new Set([entry]);
  for (const path of found) for (const { from, to } of some) if (from === path) found.add(to);
  return [...found];
}

function withSubfolders(folder: string): readonly string[] {
  return [folder, ...subfoldersOf(folder).flatMap(withSubfolders)];
}

function isOurs(name: string): boolean {
  return /^(language|files|server|client|test|scripts)\//.test(name);
}

function packageOf(name: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
}
