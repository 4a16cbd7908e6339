// The stages of the pipeline, which are the folders of `language/`, and what each may import. The architecture test and the linter rules
// both read them from here, so that a new folder is checked from its first file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

/** Folders that contain stages. Their own files use the stages; no stage imports them. */
const PARENTS: readonly string[] = ['language', 'language/view'];

/** Stages that may use the syntax tree. Other stages may not import them. */
const USE_SYNTAX_TREE: readonly string[] = ['language/ast', 'language/format', 'language/to-network'];

/** The npm packages that a stage may import. Stages that are not listed may import none: no Langium, no VS Code, no Node. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  language: ['langium'],
  'language/ast': ['langium'],
  'language/format': ['langium'],
  'language/to-network': ['langium'],
  'language/view/layout': ['elkjs'],
};

/** A folder of `language/`, and what its files may import in addition to each other. */
export interface Stage {
  /** The path from the root of the repository, with `/`. */
  readonly folder: string;
  /** Whether it contains other stages. Then the stage consists of the files directly in it. */
  readonly isParent: boolean;
  /** The folders of the stages that it may import. */
  readonly stages: readonly string[];
  readonly packages: readonly string[];
}

/** All stages in the order of the pipeline, which is alphabetical. A parent comes after the stages that it contains. */
export function stages(): readonly Stage[] {
  const folders = foldersOf('language');
  return folders.map((folder, index) => {
    const isParent = PARENTS.includes(folder);
    const before = folders.slice(0, index);
    // The files directly in language/ connect the stages, so they may use the syntax tree.
    const usesSyntaxTree = folder === 'language' || USE_SYNTAX_TREE.includes(folder);
    return {
      folder,
      isParent,
      stages: before
        .filter((other) => !PARENTS.includes(other) || folder === 'language')
        .filter((other) => usesSyntaxTree || !USE_SYNTAX_TREE.includes(other)),
      packages: PACKAGES[folder] ?? [],
    };
  });
}

/** The stage of a file; `undefined` for files outside `language/`. */
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

/** A parent without its own files is not a stage. */
function foldersOf(folder: string): readonly string[] {
  if (!PARENTS.includes(folder)) return [folder];
  const hasFiles = readdirSync(join(root, folder)).some((name) => name.endsWith('.ts'));
  return [...subfoldersOf(folder).flatMap(foldersOf), ...(hasFiles ? [folder] : [])];
}
