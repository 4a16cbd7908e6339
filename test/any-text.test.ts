// Every stage gives a value for any text, without exceptions and hangs: ten thousand damaged files become diagnostics and pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import { pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';
import { difference } from '#language/what-if/difference.ts';
import { stepGoal } from '#language/what-if/goal.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import { without } from '#language/what-if/without.ts';
import { root } from '#scripts/root.ts';
import { runs } from '#test/support/chance.ts';
import { brokenText } from '#test/support/mutations.ts';
import { core, withDocument } from '#test/support/services.ts';

const { netarch } = core;

describe('any text', () => {
  it('gives diagnostics, each with a code and a range in the file', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(4), (text) => compiled(text, checkDiagnostics)),
      { numRuns: runs(10_000) },
    );
  });

  it('gives diagnostics for each line of the language while it is typed', async () => {
    for (const text of linesBeingTyped()) await compiled(text, checkDiagnostics);
  });

  it('gives a picture', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(4), (text) =>
        compiled(text, async (document) => assert.match(await drawn(document), /^<svg .*<\/svg>\s*$/s)),
      ),
      { numRuns: runs(1000) },
    );
  });

  it('gives reachability, the state after a failure, and suggested fixes', async () => {
    await fc.assert(
      fc.asyncProperty(brokenText(4), (text) => compiled(text, checkReach)),
      { numRuns: runs(500) },
    );
  });
});

/** The examples of docs/language.md, which have every word: one text for each word, without the rest of its line. */
function* linesBeingTyped(): Iterable<string> {
  const page = readFileSync(join(root, 'docs', 'language.md'), 'utf8');
  for (const [, text = ''] of page.matchAll(/^```netarch\n([\s\S]*?)^```$/gm)) {
    for (const { index, 0: word } of text.matchAll(/[^\s{}]+/g)) {
      const end = index + word.length;
      yield text.slice(0, end) + text.slice(text.indexOf('\n', end));
    }
  }
}

/** What a rule throws while a document is built becomes a diagnostic; here it is thrown. */
function compiled(text: string, use: (document: LangiumDocument) => void | Promise<void>): Promise<void> {
  return withDocument(text, (document) => {
    netarch.netarch.Compiler.compile(document);
    return use(document);
  });
}

function checkDiagnostics({ diagnostics = [], textDocument }: LangiumDocument): void {
  for (const { code, message, range } of diagnostics) {
    assert.equal(typeof code, 'string', String(message));
    for (const place of [range.start, range.end]) {
      assert.ok(place.line >= 0 && place.line < textDocument.lineCount && place.character >= 0, String(message));
    }
  }
}

function checkReach(document: LangiumDocument): void {
  const { network } = netarch.netarch.Compiler.compile(document);
  for (const { from, to } of pairsOf(network, reach(network))) assert.notEqual(from, to);
  const [gone] = [...network.natGateways, ...network.workloads];
  if (gone !== undefined) assert.ok(Array.isArray(difference(network, without(network, { kind: 'resource', id: gone.id }))));
  for (const step of network.flows.flatMap(({ steps }) => steps)) {
    const goal = stepGoal(step);
    const found = goal && suggestFix(network, goal);
    if (found !== undefined) assert.equal(found.after.verdict, 'delivered');
  }
}

async function drawn(document: LangiumDocument): Promise<string> {
  const { network, claims } = netarch.netarch.Compiler.compile(document);
  const [view] = network.views;
  const picture = await pictureOf(network, { kind: 'network', flows: claims.flows, ...(view && { view }) });
  return written(picture, 'svg', { theme: 'light' });
}
