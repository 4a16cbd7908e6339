// The faults that were found, put to the engine.
import assert from 'node:assert/strict';
import { judge } from '#language/validation/expect.ts';
import { without } from '#language/what-if/without.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { engineVerdict } from './engine.ts';
import { FAULTS } from './faults/faults.ts';
import { writtenQuestion } from './written-questions.ts';

describe('the engine knows that', () => {
  for (const fault of FAULTS) {
    it(fault.name, async () => {
      const whole = await networkOf(fault.text);
      const id = [...whole.byId.keys()].find((one) => fault.without !== undefined && one.endsWith(fault.without));
      const network = id === undefined ? whole : without(whole, { kind: 'resource', id });
      const holding = network.expectations.map((claim) => judge(network, claim).holds);
      assert.deepEqual(holding, fault.claims ?? []);
      for (const [line, right] of Object.entries(fault.packets ?? {})) {
        const { from, to, kind } = writtenQuestion(network, line);
        assert.equal(`${line}: ${engineVerdict(network, from, to, kind)}`, `${line}: ${right.split(' ')[0]}`);
      }
    });
  }
});
