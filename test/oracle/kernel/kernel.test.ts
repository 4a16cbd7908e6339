// The engine against the Linux kernel: networks are built from namespaces, real packets are sent, and both must agree.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';
import { numbers, runs, SEED } from '#test/support/chance.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { type Comparison, compare } from './compare.ts';
import { Machine, whyNot } from './machine.ts';
import { randomNetwork } from './random-network.ts';
import { SCENARIOS } from './scenarios.ts';

const reason = whyNot();
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.netarch'));
const networks = runs(200);

describe(`the engine and the Linux kernel${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
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
    const comparison = await compare(machine, await networkOf(text), numbers(SEED));
    all.push(comparison);
    return comparison.differences;
  }

  for (const name of examples) {
    it(`agree on ${name}`, async () => {
      assert.deepEqual(await differencesOf(readFileSync(join(root, 'examples', name), 'utf8')), []);
    });
  }

  for (const [name, text] of Object.entries(SCENARIOS)) {
    it(`agree on ${name}`, async () => {
      assert.deepEqual(await differencesOf(text), []);
    });
  }

  it(`agree on ${networks} random networks`, async () => {
    await fc.assert(
      fc.asyncProperty(randomNetwork, async (text) => {
        assert.deepEqual(await differencesOf(text), [], text);
      }),
      // To make a network that differs small takes hours: only where `SHRINK=1` asks for it.
      { numRuns: networks, endOnFailure: process.env.SHRINK === undefined },
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
