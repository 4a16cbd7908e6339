// The entry point of a drawing thread: answers each order with a picture. The build makes a bundle of it, the only one of the server with ELK.
import { parentPort } from 'node:worker_threads';
import { Refusal } from './drawer.ts';
import { drawn } from './drawn.ts';
import type { Answer, Order } from './messages.ts';

parentPort?.on('message', async (order: Order) => parentPort?.postMessage(await answerTo(order)));

/** The server no longer waits for an answer to a cancelled drawing. */
function stopIf(cancelled: Int32Array): void {
  if (Atomics.load(cancelled, 0) !== 0) throw new Error('The drawing was cancelled.');
}

async function answerTo({ drawing, cancelled }: Order): Promise<Answer> {
  try {
    return { picture: await drawn(JSON.parse(drawing), () => stopIf(cancelled)) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.message };
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
