// Hostile texts of 100 KB: what is made of them stays small, and what would be too much work is said once. Counted, never timed.
import assert from 'node:assert/strict';
import { spend, stepsFor, within } from '#language/network/budget.ts';
import type { Network } from '#language/network/network.ts';
import { boundedReach } from '#language/trace/reach/reach.ts';
import { core, withDocument } from '#test/support/services.ts';
import { KINDS } from './kinds.ts';

/** Those whose parts differ, so that reach cannot follow one for all. */
const REACHED = [
  'security groups that name each other',
  'subnets that route to many NAT gateways',
  'a long network ACL before many senders',
];

describe('a hostile text', () => {
  for (const { name, text } of KINDS) {
    it(`is bounded: ${name}`, () =>
      withDocument(
        text(),
        (document) => {
          const { network, findings, claims } = core.netarch.netarch.Compiler.compile(document);
          assert.deepEqual(excessIn(network), []);
          // A finding has a place of its own in the text.
          assert.ok(findings.length < 25_000, `${findings.length} findings`);
          const said = findings.filter(({ code }) => code === 'claims-too-large').length;
          assert.equal(said, claims.unanswered.length > 0 ? 1 : 0);
          assert.ok(claims.judgements.every(({ expectation, holds }) => !holds || !claims.unanswered.includes(expectation)));
        },
        { validation: false },
      ));
  }

  for (const name of REACHED) {
    it(`has all of its connectivity or none: ${name}`, () =>
      withDocument(
        KINDS.find((kind) => kind.name === name)?.text() ?? '',
        (document) => {
          const { network } = core.netarch.netarch.Compiler.compile(document);
          const { answer, spent } = within(2 * stepsFor(network), () => boundedReach(network));
          assert.ok(answer !== undefined && spent <= stepsFor(network));
        },
        { validation: false },
      ));
  }

  it('says which checks are left out, once', () =>
    withDocument(
      KINDS.find(({ name }) => name === 'load balancers that share many targets')?.text() ?? '',
      (document) => {
        const { findings } = core.netarch.netarch.Compiler.compile(document);
        const said = findings.filter(({ code }) => code === 'checks-too-large').map(({ message }) => message);
        assert.equal(said.length, 1);
        assert.match(said[0] ?? '', /left out: .*lb-target-unhealthy/);
      },
      { validation: false },
    ));

  it('cannot make a question cost more than its steps', () => {
    const { answer, spent } = within(1000, () => {
      for (;;) spend(1);
    });
    assert.deepEqual([answer, spent], [undefined, 1000]);
  });
});

/** What there is too much of. */
function excessIn({ routeTables, transitGateways, securityGroups, networkAcls, interfaces, vpcs }: Network): readonly string[] {
  const tables = [...routeTables, ...transitGateways.flatMap((gateway) => gateway.routeTables)];
  const counts = {
    routes: tables.reduce((sum, { routes }) => sum + routes.length, 0),
    'blocks in rules': securityGroups
      .flatMap(({ rules }) => rules)
      .reduce((sum, { peer }) => sum + (peer.kind === 'prefixes' ? peer.prefixes.length : 1), 0),
    'blocks in entries': networkAcls.flatMap(({ entries }) => entries).reduce((sum, { prefixes }) => sum + prefixes.length, 0),
    interfaces: interfaces.length,
    'blocks of VPCs': vpcs.reduce((sum, { prefixes }) => sum + prefixes.length, 0),
  };
  return Object.entries(counts).flatMap(([what, count]) => (count > 250_000 ? [`${count} ${what}`] : []));
}
