// The folders of `language/` → the stages of the pipeline and what each may import. The architecture test and the linter's settings
// both read the order from here, so a new folder is held from its first file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Folders that hold stages. Their own files use the stages; no stage imports them. */
const HOLDERS: readonly string[] = ['language', 'language/view'];

/** Stages that know the syntax tree. A stage that is not among them may import none of them. */
const KNOW_THE_TREE: readonly string[] = ['language/ast', 'language/format', 'language/to-network'];

/** The packages of npm that a stage may import. All others may import none: no Langium, no VS Code, no Node. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  language: ['langium'],
  'language/ast': ['langium'],
  'language/format': ['langium'],
  'language/to-network': ['langium'],
  'language/view/layout': ['elkjs'],
};

/** A folder of `language/`, and what its files may import besides each other. */
export interface Stage {
  /** From the root of the repository, with `/`. */
  readonly folder: string;
  /** Whether it holds stages itself; then only the files directly in it are meant. */
  readonly isHolder: boolean;
  /** Folders of other stages. */
  readonly stages: readonly string[];
  readonly packages: readonly string[];
}

/** Every stage in the order of the pipeline, which is that of the alphabet, a holder behind what it holds. */
export function stages(): readonly Stage[] {
  const folders = foldersOf('language');
  return folders.map((folder, index) => {
    const isHolder = HOLDERS.includes(folder);
    const before = folders.slice(0, index);
    // The files beside all stages are the wiring: they may know the tree.
    const knowsTree = folder === 'language' || KNOW_THE_TREE.includes(folder);
    return {
      folder,
      isHolder,
      stages: before
        .filter((other) => !HOLDERS.includes(other) || folder === 'language')
        .filter((other) => knowsTree || !KNOW_THE_TREE.includes(other)),
      packages: PACKAGES[folder] ?? [],
    };
  });
}

/** The stage of a file; `undefined` outside `language/`. */
export function stageOf(all: readonly Stage[], path: string): Stage | undefined {
  const [deepest] = all
    .filter(({ folder }) => path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.folder.length - a.folder.length);
  return deepest;
}

/** The subfolders of a folder of the repository, in alphabetical order, as paths from its root. */
export function subfoldersOf(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

/** A holder without files of its own is no stage. */
function foldersOf(folder: string): readonly string[] {
  if (!HOLDERS.includes(folder)) return [folder];
  const hasFiles = readdirSync(join(root, folder)).some((name) => name.endsWith('.ts'));
  return [...subfoldersOf(folder).flatMap(foldersOf), ...(hasFiles ? [folder] : [])];
}
