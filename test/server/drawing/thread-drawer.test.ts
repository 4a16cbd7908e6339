// Drawing in threads: pictures, cancellation, and threads that end.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { OperationCancelled } from 'langium';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver';
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { Drawing } from '#server/drawing/drawer.ts';
import { drawn } from '#server/drawing/drawn.ts';
import { ThreadDrawer } from '#server/drawing/thread-drawer.ts';
import { diagramFrom } from '#test/support/draw-text.ts';

const TEXT = 'vpc v 10.0.0.0/16 { igw main  subnet a 10.0.0.0/24 { az us-east-1a  instance web 10.0.0.10 } }';
const EMPTY: Diagram = { title: '', boxes: [], edges: [], highlight: 'both', direction: 'down' };
const { None } = CancellationToken;

/** A drawing whose title tells the thread below what to do. */
const order = (title: string, theme: Drawing['theme'] = 'light'): Drawing => ({
  diagram: { ...EMPTY, title },
  format: 'svg',
  theme,
});

/** A thread that answers with the titles of all its orders so far. It never finishes `endless`, and dies of `exit` and `throw`. */
const OBEDIENT = `
const { parentPort } = require('node:worker_threads');
const seen = [];
parentPort.on('message', ({ drawing, cancelled }) => {
  const { title } = JSON.parse(drawing).diagram;
  seen.push(title);
  if (title === 'exit') process.exit(3);
  if (title === 'throw') throw new Error('out of paint');
  while (title === 'endless' && Atomics.load(cancelled, 0) === 0);
  parentPort.postMessage({ picture: { text: seen.join(' '), width: 1 } });
});`;

describe('a drawing thread', () => {
  let drawer: ThreadDrawer;
  afterEach(() => drawer.stop());

  it('draws the same as without a thread, several at once too', async () => {
    drawer = new ThreadDrawer();
    const diagram = await diagramFrom(TEXT);
    const wanted = (['light', 'dark'] as const).map((theme): Drawing => ({ diagram, format: 'svg', theme }));
    const pictures = await Promise.all(wanted.map((one) => drawer.draw(one, None)));
    assert.match(pictures[0]?.text ?? '', /data-id="v\.web"/);
    assert.deepEqual(pictures, await Promise.all(wanted.map((one) => drawn(one))));
  });

  it('reports a drawing that fails, and draws the next', async () => {
    drawer = new ThreadDrawer();
    const diagram = await diagramFrom(TEXT);
    const broken = { format: 'svg', theme: 'light' } as Drawing;
    await assert.rejects(drawer.draw(broken, None), /TypeError/);
    assert.ok(await drawer.draw({ ...broken, diagram }, None));
  });

  it('is reported if it cannot start, each time', async () => {
    drawer = new ThreadDrawer(() => new Worker('/nowhere/drawing-thread.cjs'));
    await assert.rejects(drawer.draw(order('a'), None), /Cannot find module/);
    await assert.rejects(drawer.draw(order('a'), None), /Cannot find module/);
    drawer = new ThreadDrawer(() => new Worker('relative.cjs'));
    await assert.rejects(drawer.draw(order('a'), None));
  });
});

describe('a drawer', () => {
  let drawer: ThreadDrawer;
  let threads: Worker[];
  beforeEach(() => {
    threads = [];
    drawer = new ThreadDrawer(() => {
      const thread = new Worker(OBEDIENT, { eval: true });
      threads.push(thread);
      return thread;
    });
  });
  afterEach(() => drawer.stop());

  const text = async (title: string, token = None, theme?: Drawing['theme']): Promise<string> =>
    (await drawer.draw(order(title, theme), token)).text;

  it('starts its thread at the first drawing', async () => {
    assert.equal(threads.length, 0);
    assert.equal(await text('a'), 'a');
    assert.equal(await text('b'), 'a b');
    assert.equal(threads.length, 1);
  });

  it('ends the drawing under way when it is cancelled, although the thread is busy', async () => {
    const source = new CancellationTokenSource();
    const endless = text('endless', source.token);
    const next = text('b');
    source.cancel();
    await assert.rejects(endless, (reason) => reason === OperationCancelled);
    assert.equal(await next, 'endless b');
    assert.equal(threads.length, 1);
  });

  it('never starts a drawing that was cancelled before', async () => {
    const [first, waiting] = [new CancellationTokenSource(), new CancellationTokenSource()];
    const asked = [text('endless', first.token), text('b', waiting.token), text('b', CancellationToken.Cancelled)];
    const last = text('c');
    waiting.cancel();
    first.cancel();
    for (const one of asked) await assert.rejects(one, (reason) => reason === OperationCancelled);
    assert.equal(await last, 'endless c');
  });

  it('answers with an error when the thread ends, and draws the rest in a new one', async () => {
    const [exit, thrown, rest] = [text('exit'), text('throw'), text('c')];
    await assert.rejects(exit, /exit code 3/);
    await assert.rejects(thrown, /out of paint/);
    assert.equal(await rest, 'c');
    assert.equal(threads.length, 3);
  });

  it('starts a new thread after one ended without work', async () => {
    await text('a');
    await threads[0]?.terminate();
    assert.equal(await text('b'), 'b');
  });

  it('answers from the last pictures when nothing changed', async () => {
    await text('a');
    for (const title of ['b', 'c', 'a', 'd', 'e']) await text(title);
    assert.equal(await text('a'), 'a');
    assert.equal(await text('a', None, 'dark'), 'a b c d e a');
    assert.equal(await text('b'), 'a b c d e a b');
  });

  it('leaves nothing behind when it is stopped', async () => {
    const asked = [text('endless'), text('b')];
    const ended = threads.map((thread) => once(thread, 'exit'));
    const cancelled = Promise.allSettled(asked);
    await drawer.stop();
    await Promise.all(ended);
    for (const one of await cancelled) assert.deepEqual(one, { status: 'rejected', reason: OperationCancelled });
    await assert.rejects(text('c'), (reason) => reason === OperationCancelled);
    assert.equal(threads.length, 1);
  });
});
