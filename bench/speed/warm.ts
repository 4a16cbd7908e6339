// Measures drawing in a warm process, netarch and raw elkjs in turn. Prints JSON. A process of its own, so that nothing else warmed it up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ELK from 'elkjs/lib/elk.bundled.js';
import { CancellationToken } from 'vscode-languageserver';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import { median } from '#bench/tables.ts';
import { LayoutCache } from '#language/view/layout/frame/cache.ts';
import { root } from '#scripts/root.ts';
import { ThreadDrawer } from '#server/drawing/thread-drawer.ts';
import { optimizeLess } from '#server/launch/optimize-less.ts';
import { diagram, readText, svgOf } from './drawing.ts';
import { rawElkGraph } from './raw-elk.ts';

/** Medians, in milliseconds. */
export interface WarmTimes {
  readonly networks: readonly WarmNetwork[];
  /** From a text with a new name of one resource to its SVG, while the rest was drawn before. */
  readonly rename: number;
  /** examples/production.netarch: from its text to SVG with nothing cached, and what the language server needs for a diagram that did not change. */
  readonly production: { readonly nothingCached: number; readonly unchanged: number };
}

/** From the text of a number of VPCs to SVG with nothing cached, and what elkjs alone needs for the same boxes and edges. */
export interface WarmNetwork {
  readonly vpcs: number;
  readonly netarch: number;
  readonly elkjs: number;
  /** netarch / elkjs, in CPU time: the median of the rounds. */
  readonly ratio: number;
}

/** The number of VPCs, and how often each is drawn. */
const NETWORKS = [
  [1, 15],
  [10, 9],
  [50, 5],
  [200, 3],
] as const;

const RENAMED = 200;
const RENAMES = 5;
const PRODUCTION = 15;

interface Time {
  readonly wall: number;
  readonly cpu: number;
}

async function timeOf(work: () => Promise<unknown>): Promise<Time> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}

const wallOf = (times: readonly Time[]): number => median(times.map(({ wall }) => wall));

async function draw(text: string, cache?: LayoutCache): Promise<void> {
  await readText(text);
  svgOf(diagram(), cache);
}

async function networkTimes(vpcs: number, rounds: number): Promise<WarmNetwork> {
  const text = repeatedVpc(vpcs);
  const elk = new ELK();
  const pairs: { readonly netarch: Time; readonly elkjs: Time }[] = [];
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    const netarch = await timeOf(() => draw(text));
    const one = diagram();
    pairs.push({ netarch, elkjs: await timeOf(() => elk.layout(rawElkGraph(one))) });
  }
  const measured = pairs.slice(1);
  return {
    vpcs,
    netarch: wallOf(measured.map(({ netarch }) => netarch)),
    elkjs: wallOf(measured.map(({ elkjs }) => elkjs)),
    ratio: median(measured.map(({ netarch, elkjs }) => netarch.cpu / elkjs.cpu)),
  };
}

async function renameTime(): Promise<number> {
  const text = repeatedVpc(RENAMED);
  const cache = new LayoutCache();
  await draw(text, cache);
  const times: Time[] = [];
  for (let round = 0; round < RENAMES; round += 1) {
    // The last VPC, its instance and its target.
    const at = text.lastIndexOf('vpc shop-');
    const renamed = text.slice(0, at) + text.slice(at).replaceAll('worker-a1', `worker-x${round}`);
    times.push(await timeOf(() => draw(renamed, cache)));
  }
  return wallOf(times);
}

async function productionTimes(): Promise<WarmTimes['production']> {
  const text = readFileSync(join(root, 'examples', 'production.netarch'), 'utf8');
  const drawer = new ThreadDrawer();
  const [drawn, unchanged]: [Time[], Time[]] = [[], []];
  for (let round = 0; round <= PRODUCTION; round += 1) {
    drawn.push(await timeOf(() => draw(text)));
    unchanged.push(
      await timeOf(() => drawer.draw({ diagram: diagram(), format: 'svg', theme: 'light' }, CancellationToken.None)),
    );
  }
  await drawer.stop();
  return { nothingCached: wallOf(drawn.slice(1)), unchanged: wallOf(unchanged.slice(1)) };
}

optimizeLess();
const networks: WarmNetwork[] = [];
for (const [vpcs, rounds] of NETWORKS) networks.push(await networkTimes(vpcs, rounds));
const times: WarmTimes = { networks, rename: await renameTime(), production: await productionTimes() };
process.stdout.write(`${JSON.stringify(times)}\n`);
