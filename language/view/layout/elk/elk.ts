// A graph → the same graph with coordinates, by ELK. The only file that uses elkjs.
import ELK from 'elkjs/lib/elk.bundled.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';

/**
 * Writes the coordinates into a graph, and returns it. Throws an `Error` with ELK's words if ELK refuses it.
 *
 * ELK answers at once, but elkjs returns a promise that waits for two timers, longer than a small layout takes. So the worker that elkjs
 * runs in the same thread is asked directly. That worker is private to elkjs, which is why its version is pinned.
 */
export function layoutByElk(graph: ElkNode): ElkNode {
  worker ??= startWorker();
  const { data, error } = worker.ask({
    id: 1,
    cmd: 'layout',
    graph,
    layoutOptions: {},
    options: { logging: false, measureExecutionTime: false },
  });
  if (data === undefined) throw new Error(`ELK cannot lay out the graph: ${error?.message ?? 'no answer'}`);
  return data;
}

interface Question {
  readonly id: number;
  readonly cmd: string;
  readonly [argument: string]: unknown;
}

interface Answer {
  readonly data?: ElkNode;
  readonly error?: { readonly message?: string };
}

interface Worker {
  readonly ask: (question: Question) => Answer;
}

/** What elkjs calls its fake worker. */
interface FakeWorker {
  onmessage: (message: { readonly data: Answer }) => void;
  readonly dispatcher: { readonly saveDispatch: (message: { readonly data: Question }) => void };
}

let worker: Worker | undefined;

function startWorker(): Worker {
  const fake = fakeWorkerOf(new ELK({ algorithms: [] }));
  const ask = (question: Question): Answer => {
    let answer: Answer = {};
    fake.onmessage = ({ data }) => {
      answer = data;
    };
    fake.dispatcher.saveDispatch({ data: question });
    return answer;
  };
  ask({ id: 0, cmd: 'register', algorithms: ['layered'] });
  return { ask };
}

function fakeWorkerOf(elk: object): FakeWorker {
  const { worker: outer } = elk as { readonly worker?: { readonly worker?: FakeWorker } };
  const fake = outer?.worker;
  if (fake?.dispatcher?.saveDispatch === undefined) throw new Error('This version of elkjs has no worker in the same thread.');
  return fake;
}
