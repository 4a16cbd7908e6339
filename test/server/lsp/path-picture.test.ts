// The picture of a path in a hover: left out if it is too large.
import assert from 'node:assert/strict';

import type { Picture } from '#server/drawing/drawer.ts';
import { pathPicture } from '#server/lsp/hover/path-picture.ts';
import { traceFlow } from '#test/support/trace-flow.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** The picture of the path to a host with this label; `drawn` is what the drawer returns. */
async function pictureOf(
  label: string,
  drawn: string,
): Promise<{ readonly shown: string | undefined; readonly drawings: number }> {
  const network = await networkOf(`host a 192.0.2.1\nhost b 192.0.2.2 "${label}"\nflow f { a -> b tcp 443 }`);
  const [step] = network.flows.flatMap((flow) => traceFlow(network, flow));
  assert.ok(step);
  let drawings = 0;
  const draw = async (): Promise<Picture> => {
    drawings += 1;
    return { text: drawn, encoding: 'utf8', width: 900 };
  };
  return { shown: await pathPicture(network, step.trace, draw), drawings };
}

describe('the picture in a hover', () => {
  const { error } = console;
  const complaints: unknown[] = [];
  before(() => {
    console.error = (...words: readonly unknown[]) => complaints.push(words);
  });
  after(() => {
    console.error = error;
  });

  it('is shown if it is small', async () => {
    const { shown, drawings } = await pictureOf('B', '<svg>é🦊</svg>');
    assert.equal(drawings, 1);
    assert.equal(
      shown,
      `![The path of the packet](data:image/svg+xml;base64,${Buffer.from('<svg>é🦊</svg>').toString('base64')}|width=640)`,
    );
  });

  it('is left out if it is too large, without an error', async () => {
    for (const text of ['x'.repeat(45_001), '網'.repeat(15_001), '🦊'.repeat(1_000_000)])
      assert.deepEqual(await pictureOf('B', text), { shown: undefined, drawings: 1 });
    assert.ok((await pictureOf('B', 'x'.repeat(45_000))).shown);
    assert.deepEqual(complaints, []);
  });
});
