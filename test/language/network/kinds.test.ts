// The table of kinds: every entry makes a difference, and the table agrees with the grammar.
import assert from 'node:assert/strict';
import { AstUtils, GrammarAST } from 'langium';
import { NetarchGrammar } from '#language/ast/generated/grammar.ts';
import { CATEGORIES, type EveryWord, type Flag, KINDS, kindIs } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { BY_FLAG, everyOf, sourcePortsAt } from '#test/support/kind-scenarios.ts';
import { idOf, textOf } from '#test/support/kind-texts.ts';
import { ALL_KINDS } from '#test/support/kinds.ts';

/** A row or a category as this test sees it. Nothing in the product writes to the table; here an entry goes and comes back. */
interface Entries {
  is: readonly Flag[];
  every?: EveryWord;
  sourcePorts?: string;
}

describe('the table of kinds', () => {
  for (const kind of ALL_KINDS) {
    const row: Entries & { readonly category: keyof typeof CATEGORIES } = KINDS[kind];
    const shared: Entries = CATEGORIES[row.category];
    for (const flag of row.is) it(`${kind}: ${flag} makes a difference`, () => differs(row, flag, kind));
    for (const flag of shared.is)
      it(`${kind}: ${flag}, as for every ${row.category}, makes a difference`, () => differs(shared, flag, kind));

    const { every, sourcePorts } = row;
    if (every !== undefined) {
      it(`${kind}: is among every ${every} because the table says so`, async () => {
        assert.ok((await everyOf(kind, every)).includes(idOf(kind)));
        const others = await without(row, { every: undefined }, () => everyOf(kind, every));
        assert.ok(!others.includes(idOf(kind)));
      });
    }
    if (sourcePorts !== undefined) {
      it(`${kind}: opens connections from its own range of ports because the table says so`, async () => {
        const usual = await without(row, { sourcePorts: undefined }, () => sourcePortsAt(kind));
        assert.notDeepEqual(await sourcePortsAt(kind), usual);
      });
    }
  }
});

describe('the table of kinds and the grammar', () => {
  it('have the same words behind "every"', () => {
    const rows: readonly Readonly<Entries>[] = ALL_KINDS.map((kind) => KINDS[kind]);
    assert.deepEqual(wordsOfRule('EveryKind'), [...new Set(rows.flatMap(({ every }) => every ?? []))].toSorted());
  });

  it('have the same workloads', () => {
    assert.deepEqual(wordsOfRule('WorkloadKind'), ALL_KINDS.filter((kind) => KINDS[kind].category === 'workload').toSorted());
  });

  it('agree on connection ends', () =>
    agree('end', (kind) => textOf(kind, { file: 'expect it never reaches far' }), ['internet']));

  it('agree on route targets', () =>
    agree('routeTarget', (kind) => textOf(kind, { subnet: 'route 192.0.2.0/24 -> it', ...usableInRoutes(kind) }), ['internet']));

  it('agree on what a view can show', () =>
    agree('box', (kind) => textOf(kind, { file: 'view picture { show it }' }), ['internet']));

  it('agree on "via": each of its resources can be removed', () =>
    // A service of Kubernetes is a rule of the nodes; packets pass the nodes.
    agree('removable', (kind) => textOf(kind, { file: 'expect v.client never reaches far via it' }), [
      'internet',
      'kubernetes-service',
    ]));
});

/** In the text the name of a resource is understood if its kind has the flag, and only then. */
async function agree(flag: Flag, text: (kind: EntityKind) => string, except: readonly EntityKind[]): Promise<void> {
  const wrong: string[] = [];
  for (const kind of ALL_KINDS.filter((one) => !except.includes(one))) {
    const seen = await diagnosticsOf(text(kind));
    const syntax = seen.find(({ code }) => code === 'syntax');
    assert.equal(syntax, undefined, `${syntax?.message}\n${text(kind)}`);
    const isRefused = seen.some(({ code }) => code === 'unknown-name' || code === 'route-target-missing');
    if (isRefused === kindIs(kind, flag)) wrong.push(`${kind} is ${isRefused ? 'refused' : 'taken'}`);
  }
  assert.deepEqual(wrong, []);
}

/** Endpoints and lines that are targets have to be of a certain type, or end at the VPC. */
function usableInRoutes(kind: EntityKind): { readonly declared?: string } {
  if (kind === 'endpoint') return { declared: 'endpoint it gateway-load-balancer { subnets b }' };
  return kind === 'vpn' || kind === 'direct-connect' ? { declared: `${kind} it { vpc v  remote far }` } : {};
}

function wordsOfRule(name: string): readonly string[] {
  const rule = NetarchGrammar().rules.find((one) => one.name === name);
  assert.ok(rule !== undefined);
  const called = AstUtils.streamAst(rule)
    .filter(GrammarAST.isRuleCall)
    .flatMap((call) => wordsOfRule(call.rule.$refText));
  const own = AstUtils.streamAst(rule)
    .filter(GrammarAST.isKeyword)
    .map(({ value }) => value);
  return [...own, ...called].toSorted();
}

async function differs(entries: Entries, flag: Flag, kind: EntityKind): Promise<void> {
  const ask = (): Promise<unknown> => BY_FLAG[flag](kind);
  const answer = await ask();
  const other = await without(entries, { is: entries.is.filter((one) => one !== flag) }, ask);
  assert.notDeepEqual(other, answer);
  assert.deepEqual(await ask(), answer);
}

async function without<T>(
  entries: Entries,
  changed: { readonly [E in keyof Entries]?: Entries[E] | undefined },
  ask: () => Promise<T>,
): Promise<T> {
  const before = { ...entries };
  try {
    Object.assign(entries, changed);
    return await ask();
  } finally {
    Object.assign(entries, before);
  }
}
