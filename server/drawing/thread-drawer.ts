// Draws in a thread of Node, one diagram after the other.
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { OperationCancelled } from 'langium';
import type { CancellationToken } from 'vscode-languageserver';
import { type Drawer, type Drawing, type Picture, Refusal } from './drawer.ts';
import type { Answer, Order } from './messages.ts';

/** The number of pictures that are kept, because the same one may be requested again. */
const KEPT = 4;

/** One call of `draw`. */
interface Job extends Order {
  readonly resolve: (picture: Picture) => void;
  /** Has no effect on a job that was already answered. */
  readonly reject: (reason: unknown) => void;
}

/**
 * Starts its thread at the first drawing, and again after the thread ended for whatever reason. That drawing fails, the others are drawn.
 * The thread does not keep the process alive.
 */
export class ThreadDrawer implements Drawer {
  readonly #start: () => Worker;
  readonly #waiting: Job[] = [];
  /** The newest pictures by their drawings, oldest first. */
  readonly #kept = new Map<string, Picture>();
  #thread: Worker | undefined;
  #current: Job | undefined;
  #isStopped = false;

  /** `start` makes the thread; tests pass their own. */
  constructor(start: () => Worker = startThread) {
    this.#start = start;
  }

  readonly draw = async (drawing: Drawing, token: CancellationToken): Promise<Picture> => {
    const text = JSON.stringify(drawing);
    const picture = this.#kept.get(text) ?? (await this.#order(text, token));
    this.#kept.delete(text);
    this.#kept.set(text, picture);
    for (const oldest of [...this.#kept.keys()].slice(0, -KEPT)) this.#kept.delete(oldest);
    return picture;
  };

  readonly stop = async (): Promise<void> => {
    this.#isStopped = true;
    for (const job of [...this.#waiting, ...(this.#current ? [this.#current] : [])]) this.#cancel(job);
    await this.#thread?.terminate();
  };

  #order(drawing: string, token: CancellationToken): Promise<Picture> {
    return new Promise((resolve, reject) => {
      if (this.#isStopped || token.isCancellationRequested) return reject(OperationCancelled);
      const job = { drawing, cancelled: new Int32Array(new SharedArrayBuffer(4)), resolve, reject };
      token.onCancellationRequested(() => this.#cancel(job));
      this.#waiting.push(job);
      this.#next();
    });
  }

  #cancel(job: Job): void {
    job.reject(OperationCancelled);
    Atomics.store(job.cancelled, 0, 1);
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#current = job;
    try {
      this.#thread ??= this.#started();
      const { drawing, cancelled } = job;
      this.#thread.postMessage({ drawing, cancelled } satisfies Order);
    } catch (error) {
      this.#finish((current) => current.reject(error));
    }
  }

  #started(): Worker {
    const thread = this.#start();
    thread.unref();
    thread.on('message', (answer: Answer) => {
      this.#finish(({ resolve, reject }) => ('picture' in answer ? resolve(answer.picture) : reject(errorOf(answer))));
    });
    thread.on('error', (error) => this.#current?.reject(error));
    thread.on('exit', (code) => {
      this.#thread = undefined;
      this.#finish(({ reject }) => reject(new Error(`The drawing thread ended with exit code ${code}.`)));
    });
    return thread;
  }

  /** Answers the current job, if there is one, and starts the next. */
  #finish(answer: (job: Job) => void): void {
    const job = this.#current;
    this.#current = undefined;
    if (job !== undefined) answer(job);
    this.#next();
  }
}

function errorOf(answer: Exclude<Answer, { readonly picture: Picture }>): Error {
  return 'refusal' in answer ? new Refusal(answer.refusal) : new Error(answer.problem);
}

/** The bundle of the thread is beside the bundle that runs, as its source is beside this file. */
function startThread(): Worker {
  const filename = import.meta.filename;
  return new Worker(join(dirname(filename), `drawing-thread${extname(filename)}`), { name: 'drawing' });
}
