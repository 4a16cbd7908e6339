// The engine against the simulator on names: whether queries get an address, from everywhere.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expectation } from '#language/network/claim.ts';
import { entityId } from '#language/network/id.ts';
import { judge } from '#language/validation/expect.ts';
import { numbers } from '#test/support/chance.ts';
import { settingOf } from './compare.ts';
import { NAMES } from './random/dns.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { answersTo } from './simulator/resolves.ts';
import { NETWORKS, Tally } from './tally.ts';

const ASKED = 6;

describe('the engine and the simulator, about names', () => {
  it('agree on who resolves them', async function () {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text, packets }) => {
        const [network, next] = [await read(text), numbers(packets)];
        tally.network();
        const senders = [...network.workloads, ...network.clientVpns, ...network.outside.filter(({ id }) => id !== 'internet')];
        for (let count = 0; count < ASKED; count += 1) {
          const [sender, name] = [senders[next(senders.length)], NAMES[next(NAMES.length)]];
          if (sender === undefined || name === undefined) continue;
          const from = { kind: 'entity', id: sender.id, text: sender.id } as const;
          const answers = answersTo(settingOf(network), from, name);
          if (answers.length === 0) continue;
          const to = { kind: 'name', name, text: name } as const;
          const claim = { id: entityId('c'), text: '', from, to, claim: 'resolves', traffic: [], via: [] } satisfies Expectation;
          const why = `${sender.id} ${name}: ${answers.join(', ')}\n${text}`;
          assert.equal(
            judge(network, claim).holds,
            answers.every((one) => one === 'address'),
            why,
          );
          assert.equal(
            judge(network, { ...claim, claim: 'never-resolves' }).holds,
            answers.every((one) => one === 'nothing'),
            why,
          );
          tally.count(answers[0] ?? 'open');
        }
      }),
      { numRuns: NETWORKS },
    );
    tally.show(this);
  });
});
