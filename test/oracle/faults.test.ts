// What is right about each text that once was answered wrongly.
import assert from 'node:assert/strict';
import type { Network } from '#language/network/network.ts';
import { without } from '#language/what-if/without.ts';
import { networkOf } from '#test/support/trace-text.ts';
import type { Fault } from './faults/fault.ts';
import { FAULTS } from './faults/faults.ts';
import { claimVerdict } from './simulator/claims.ts';
import { partiesOf } from './simulator/parties.ts';
import { type PairVerdict, verdictOf } from './simulator/verdict.ts';
import type { Setting } from './simulator/world.ts';
import { writtenQuestion } from './written-questions.ts';

describe('the simulator knows that', () => {
  for (const fault of FAULTS) {
    it(fault.name, async () => {
      const whole = await networkOf(fault.text);
      const setting = settingAfter(whole, fault);
      const holding = whole.expectations.map((claim) => claimVerdict(setting, claim).holds);
      assert.deepEqual(holding, fault.claims ?? []);
      for (const [line, right] of Object.entries(fault.packets ?? {})) {
        const { from, to, kind } = writtenQuestion(whole, line);
        const pairs = partiesOf(setting, from, 'one').flatMap((sender) =>
          partiesOf(setting, to, 'one').map((receiver) => verdictOf(setting, sender, receiver, kind)),
        );
        assert.ok(pairs.length > 0, line);
        for (const pair of pairs) assert.equal(`${line}: ${textOf(pair, right)}`, `${line}: ${right}`);
      }
    });
  }
});

function settingAfter(network: Network, { without: gone }: Fault): Setting {
  const id = [...network.byId.keys()].find((one) => gone !== undefined && one.endsWith(gone));
  if (id === undefined) return { network, held: [] };
  // An Elastic IP address stays with its account.
  const held = network.interfaces.flatMap(({ addresses }) => addresses.flatMap((own) => own.public ?? []));
  return { network: without(network, { kind: 'resource', id }), held };
}

/** The disposition, with the place of the drop where the test asks for it. */
function textOf({ disposition, addresses }: PairVerdict, right: string): string {
  if (disposition !== 'dropped' || !right.includes(' at ')) return disposition;
  const places = addresses.flatMap(({ outcome }) => outcome.ways.flatMap(({ worst }) => worst.drop?.at ?? []));
  return `dropped at ${right.includes('.') ? places[0] : places[0]?.split('.').at(-1)}`;
}
