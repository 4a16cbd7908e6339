// Searches for texts of 100 KB that cost much: it changes the worst recipe so far, again and again, and prints each that is worse. Arguments: a seed,
// and the number of tries. Build first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usageOf } from '#bench/speed/processes.ts';
import { root } from '#scripts/root.ts';
import { numbers } from '#test/support/chance.ts';
import { PARTS, type Part, type Recipe, textOf } from './recipe.ts';

const [seed = 1, tries = 100] = process.argv.slice(2).map(Number);
const below = numbers(seed);
const folder = mkdtempSync(join(tmpdir(), 'netarch-hostile-'));
const names = Object.keys(PARTS).filter((name): name is Part => name in PARTS);

/** In seconds. */
const LIMIT = 60;

try {
  let worst = randomRecipe();
  let most = 0;
  for (let tried = 0; tried < tries; tried += 1) {
    const recipe = tried % 10 === 0 ? randomRecipe() : changed(worst);
    const text = textOf(recipe);
    if (text === undefined) continue;
    const seconds = secondsFor(text);
    if (seconds <= most) continue;
    most = seconds;
    worst = recipe;
    const used = names.filter((name) => recipe[name] > 0).map((name) => `${name} ${recipe[name]}`);
    console.log(`${seconds.toFixed(1)} s of CPU, ${text.length} characters: ${used.join(', ')}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function randomRecipe(): Recipe {
  const recipe = { ...nothing() };
  for (let count = 2 + below(6); count > 0; count -= 1) {
    const name = names[below(names.length)] ?? 'instances';
    recipe[name] = 1 + below(PARTS[name]);
  }
  return recipe;
}

function nothing(): Record<Part, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Part, number>;
}

/** One or two numbers larger, smaller, or new. */
function changed(recipe: Recipe): Recipe {
  const next = { ...recipe };
  for (let count = 1 + below(3); count > 0; count -= 1) {
    const name = names[below(names.length)] ?? 'instances';
    const ways = [0, Math.floor(next[name] / 2), next[name] * 2, 1 + below(PARTS[name])];
    next[name] = Math.min(PARTS[name], ways[below(ways.length)] ?? 0);
  }
  return next;
}

/** The CPU seconds of the most expensive command. */
function secondsFor(text: string): number {
  const file = join(folder, 'tried.netarch');
  writeFileSync(file, text);
  const costs = (['check', 'reach'] as const).map((command) => {
    const used = usageOf([join(root, 'dist', 'cli.cjs'), command, file], LIMIT, [0, 1, 2]);
    return used === undefined ? LIMIT : used.cpu / 1000;
  });
  return Math.max(...costs);
}
