// The import rule of ARCHITECTURE.md, held against every import there is. The linter knows it too and shows it in the editor.
import assert from 'node:assert/strict';
import { type Import, importsOf, sourcesIn } from '#test/support/imports.ts';

/** In this order a file travels; a folder may import only from itself and the folders above it. */
const pipeline = [
  'language/ast',
  'language/aws',
  'language/format',
  'language/network',
  'language/packets',
  'language/to-network',
  'language/trace',
  'language/validation',
  'language/view/graph',
  'language/view/icons',
  'language/view/layout',
  'language/view/svg',
];

/** Beside its order: the only stage that sees the syntax tree, so that nothing behind it depends on Langium. A formatter moves its words. */
const readsTheTree = 'language/to-network';
const movesItsWords = 'language/format';
const wiring = 'language';

const imports = sourcesIn('language', 'server', 'client').flatMap(importsOf);

describe('the architecture', () => {
  it('has every folder of the pipeline, with imports to look at', () => {
    for (const stage of pipeline) {
      assert.ok(sourcesIn(stage).length > 0, `${stage} has no sources: is it gone, or is the check looking in the wrong place?`);
    }
    assert.ok(
      imports.length > sourcesIn('language', 'server', 'client').length,
      'fewer imports than files: they were not understood',
    );
  });

  it('lets a stage of the pipeline import only the stages above it', () => {
    check(within('language'), ({ from, to }) => {
      const [importer, imported] = [stageOf(from), stageOf(to)];
      return importer === wiring || imported === undefined || pipeline.indexOf(imported) <= pipeline.indexOf(importer ?? '');
    });
  });

  it('shows the syntax tree to its reader alone', () => {
    check(within('language'), ({ from, to }) => {
      const importer = stageOf(from) ?? '';
      return stageOf(to) !== 'language/ast' || ['language/ast', movesItsWords, readsTheTree, wiring].includes(importer);
    });
  });

  it('gives the core no package but Langium, at its front, and ELK, in the layout', () => {
    const packages: Readonly<Record<string, readonly string[]>> = {
      'language/ast': ['langium'],
      [movesItsWords]: ['langium'],
      [readsTheTree]: ['langium'],
      'language/view/layout': ['elkjs'],
      [wiring]: ['langium'],
    };
    check(within('language'), ({ from, to }) => isOurs(to) || (packages[stageOf(from) ?? ''] ?? []).includes(packageOf(to)));
  });

  it('keeps the core free of server and client', () => {
    check(within('language'), ({ to }) => !/^(server|client)\//.test(to));
  });

  it('keeps the server free of the client and of VS Code', () => {
    check(within('server'), ({ to }) => !to.startsWith('client/') && packageOf(to) !== 'vscode');
  });

  it('lets the client speak to the server through the protocol only', () => {
    check(
      within('client'),
      ({ to, typesOnly }) =>
        to === 'server/protocol.ts' || (!to.startsWith('server/') && (typesOnly || !to.startsWith('language/'))),
    );
  });

  it('shows the webview its messages and the picture, and no package', () => {
    const visible = /^(client\/webview|language\/view)\/|^client\/preview\/messages\.ts$/;
    check(within('client/webview'), ({ to }) => visible.test(to));
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

/** The stage that a file belongs to; `language` itself for the wiring beside the stages. */
function stageOf(path: string): string | undefined {
  return pipeline.find((stage) => path.startsWith(`${stage}/`)) ?? (path.startsWith('language/') ? wiring : undefined);
}

function isOurs(name: string): boolean {
  return /^(language|server|client)\//.test(name);
}

function packageOf(name: string): string {
  return /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
}
