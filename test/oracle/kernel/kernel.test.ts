// The engine against the Linux kernel: networks are built out of namespaces, real packets are sent, and both must tell the same story.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { chance } from './chance.ts';
import { type Comparison, compare } from './compare.ts';
import { Machine, whyNot } from './machine.ts';
import { randomNetwork } from './random-network.ts';
import { STORIES } from './stories.ts';

const reason = whyNot();
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.netarch'));
/** The same networks in every run, unless somebody asks for others: `SEED=7 NETWORKS=2000 npx mocha …`; with `SHRINK=1` the smallest that differs. */
const seed = Number(process.env.SEED ?? 1);
const networks = Number(process.env.NETWORKS ?? 200);

describe(`the engine and the Linux kernel${reason === undefined ? '' : ` (skipped: ${reason})`}`, function () {
  this.timeout(600_000);
  let machine: Machine;
  const all: Comparison[] = [];

  before(async function () {
    if (reason !== undefined) this.skip();
    machine = await Machine.start();
  });

  after(() => {
    if (reason !== undefined) return;
    machine.stop();
    console.log(summary(all));
  });

  async function differencesOf(text: string): Promise<readonly string[]> {
    const comparison = await compare(machine, await networkOf(text), chance(seed));
    all.push(comparison);
    return comparison.differences;
  }

  for (const name of examples) {
    it(`agree on ${name}`, async () => {
      assert.deepEqual(await differencesOf(readFileSync(join(root, 'examples', name), 'utf8')), []);
    });
  }

  for (const [name, text] of Object.entries(STORIES)) {
    it(`agree on ${name}`, async () => {
      assert.deepEqual(await differencesOf(text), []);
    });
  }

  it(`agree on ${networks} random networks`, async () => {
    await fc.assert(
      fc.asyncProperty(randomNetwork, async (text) => {
        assert.deepEqual(await differencesOf(text), [], text);
      }),
      { seed, numRuns: networks, endOnFailure: process.env.SHRINK === undefined },
    );
  });
});

function summary(all: readonly Comparison[]): string {
  const sum = (of: (one: Comparison) => number): number => all.reduce((total, one) => total + of(one), 0);
  return [
    `    ${all.length} networks, ${sum(({ sent }) => sent)} connections opened in the kernel: ${sum(({ reached }) => reached)} arrived,`,
    `${sum(({ answered }) => answered)} were answered; the engine agrees on ${sum(({ agreed }) => agreed)}.`,
    `Not sent: ${sum(({ depends }) => depends)} that depend on a port that a NAT chooses, ${sum(({ unknown }) => unknown)} of which it says "unknown",`,
    `${sum(({ leftOut }) => leftOut)} by ways that the kernel knows nothing of.`,
  ].join(' ');
}
