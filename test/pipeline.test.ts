// What holds for all stages together: nothing is changed on the way, the same text gives the same picture, and labels stay text.
import assert from 'node:assert/strict';
import { settleClaims } from '#language/validation/claims.ts';
import { validate } from '#language/validation/validate.ts';
import { diagramOf } from '#language/view/graph/diagram-of.ts';
import { layout } from '#language/view/layout/layout.ts';
import { pictureOf } from '#language/view/picture.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { written } from '#language/view/write.ts';
import { exampleTexts } from '#test/support/mutations.ts';
import { networkOf } from '#test/support/trace-text.ts';

describe('the pipeline', () => {
  it('changes no value on its way', async () => {
    for (const text of exampleTexts()) {
      const network = frozen(await networkOf(text));
      const claims = frozen(settleClaims(network));
      validate(network, claims);
      const traces = new Map([...claims.flows].map(([flow, steps]) => [flow, steps.map(({ trace }) => trace)]));
      for (const flow of [undefined, ...traces.keys()]) {
        const diagram = frozen(diagramOf(network, { traces, ...(flow && { flow }) }));
        svgOf(frozen(layout(diagram)), { theme: 'dark' });
      }
    }
  });

  it('draws the same picture of the same text, byte for byte', async () => {
    for (const text of exampleTexts()) assert.equal(await drawn(text), await drawn(text));
  });

  it('shows labels as they are, whatever they contain', async () => {
    const labels = [
      '<script>alert(1)</script>',
      'a ]]> b',
      '&amp; & <b>',
      'say \\"yes\\"',
      'שלום, עולם',
      '🦊🌍 flag 🇩🇪',
      'x'.repeat(5000),
    ];
    for (const label of labels) {
      const svg = await drawn(`vpc v 10.0.0.0/16 "${label}" { subnet s 10.0.0.0/24 "${label}" { instance i "${label}" } }`);
      const shown = label.replaceAll('\\"', '"').slice(0, 9);
      assert.doesNotMatch(svg, /<script|<b>|]]>/, label);
      assert.ok(
        textsOf(svg).some((text) => text.startsWith(shown)),
        label,
      );
    }
  });

  it('draws long names and names of other alphabets', async () => {
    for (const name of ['n'.repeat(3000), 'Büro-Österreich', '東京', 'имя']) {
      assert.ok(
        textsOf(await drawn(`vpc ${name} 10.0.0.0/16`)).some((text) => text.startsWith(name.slice(0, 3))),
        name,
      );
    }
  });
});

async function drawn(text: string): Promise<string> {
  const network = await networkOf(text);
  return written(await pictureOf(network, { kind: 'network' }), 'svg', { theme: 'light' });
}

/** What a reader of the picture reads. */
function textsOf(svg: string): readonly string[] {
  const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return [...svg.matchAll(/>([^<>]+)</g)].map(([, text = '']) =>
    text.trim().replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity),
  );
}

/** The value, deeply frozen: a change throws. */
function frozen<T>(value: T): T {
  const seen = new Set<unknown>();
  const queue: unknown[] = [value];
  for (const one of queue) {
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(Object.freeze(one));
    queue.push(...(one instanceof Map ? [...one.keys(), ...one.values()] : Object.values(one)));
  }
  return value;
}
