// The manifest of the extension: its files exist, its settings are used, its commands appear only where they apply.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';

interface Manifest {
  readonly icon: string;
  readonly files: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { commands, menus, configuration } = manifest.contributes;
const sources = globSync('client/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('package.json', () => {
  it('references only files that exist and are packed', () => {
    const paths = [...JSON.stringify(manifest.contributes).matchAll(/"(?:\.\/)?((?:images|syntaxes|docs)\/[^"]+)"/g)].flatMap(
      ([, path]) => path ?? [],
    );
    assert.ok(paths.length > 8);
    for (const path of [...paths, manifest.icon]) {
      assert.ok(existsSync(path), path);
      assert.ok(
        manifest.files.some((pattern) => matchesGlob(path, pattern)),
        `${path} is not packed`,
      );
    }
  });

  it('contributes each registered command, under one category', () => {
    const registered = [...sources.matchAll(/registerCommand\('([^']+)'/g)].flatMap(([, command]) => command ?? []);
    assert.deepEqual(commands.map(({ command }) => command).toSorted(), registered.toSorted());
    assert.deepEqual(new Set(commands.map(({ category }) => category)), new Set(['Netarch']));
  });

  it('hides its commands in the palette without a netarch file', () => {
    for (const { command } of commands) {
      const when = menus.commandPalette.find((item) => item.command === command)?.when;
      assert.match(when ?? '', /netarch|^false$/, command);
    }
  });

  it('has few settings, and each is used', () => {
    const names = Object.keys(configuration.properties);
    assert.ok(names.length <= 10);
    // The language client itself reads this setting.
    for (const name of names.filter((one) => one !== 'netarch.trace.server')) {
      assert.ok(sources.includes(`'${name.replace(/^netarch\./, '')}'`), name);
    }
  });
});
