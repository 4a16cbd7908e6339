// The engine against a simulator that was written from AWS's documents alone: slow and obvious, one packet at a time.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';
import { compare } from './compare.ts';
import { questionsFor } from './packets.ts';
import { questionOf, questionText } from './questions.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { NETWORKS, Tally } from './tally.ts';

const PACKETS = 120;
const REGRESSIONS = join(root, 'test/oracle/regressions');

describe('the engine and the simulator', () => {
  it('agree on the verdict, the receiver, the addresses and the first drop of each packet', async function () {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text, packets }) => {
        const network = await read(text);
        tally.network();
        for (const asked of questionsFor(network, packets, PACKETS)) {
          const { kind, works, difference } = compare(network, asked);
          assert.ok(difference === undefined, `\n// ${questionText(asked)}\n${text}\n\n${difference}`);
          tally.count(kind === 'agreed' ? (works ? 'packets delivered by both' : 'not delivered by both') : kind);
        }
      }),
      { numRuns: NETWORKS },
    );
    tally.show(this);
  });

  it('share no code: the simulator imports the model only, not the engine', () => {
    const folder = join(root, 'test/oracle/simulator');
    for (const name of readdirSync(folder)) {
      const imports = [...readFileSync(join(folder, name), 'utf8').matchAll(/ from '(.+)';/g)].map(([, from]) => from ?? '');
      const strange = imports.filter((from) => !/^(\.\/|#language\/(aws|network)\/)/.test(from));
      assert.deepEqual(strange, [], name);
    }
  });

  for (const name of readdirSync(REGRESSIONS).filter((file) => file.endsWith('.netarch'))) {
    it(`agree about ${name}`, async () => {
      const text = readFileSync(join(REGRESSIONS, name), 'utf8');
      const network = await read(text);
      const lines = text.split('\n').flatMap((line) => /^\/\/ packet: (.+)$/.exec(line)?.[1] ?? []);
      assert.ok(lines.length > 0, 'a line "// packet: …" says what to ask');
      for (const line of lines) assert.equal(compare(network, questionOf(network, line)).difference, undefined);
    });
  }
});
