// The connection of the language server on Node: over stdin and stdout, or to the process that started this one.
import type { Readable } from 'node:stream';
import { format } from 'node:util';
import {
  type Connection,
  createConnection,
  Disposable,
  IPCMessageReader,
  IPCMessageWriter,
  ProposedFeatures,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { Admission } from './admission.ts';
import { Frames } from './frames.ts';
import { GuardedReader, type Source } from './guarded-reader.ts';

/** The connection that the arguments of the process name: `--node-ipc`, otherwise stdin and stdout. The protocol ends the process. */
export function connect(): Connection {
  const admission = new Admission();
  if (process.argv.includes('--node-ipc')) {
    const writer = new IPCMessageWriter(process);
    return createConnection(ProposedFeatures.all, new GuardedReader(fromParent(), writer, admission), writer);
  }
  const writer = new StreamMessageWriter(process.stdout);
  const end = (): never => process.exit(admission.isShutDown ? 0 : 1);
  const reader = new GuardedReader(fromStream(process.stdin, end), writer, admission);
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  logTo(connection);
  return connection;
}

function fromParent(): Source {
  const reader = new IPCMessageReader(process);
  return { listen: (take) => reader.listen(take) };
}

/** `end` is called at the end of the stream, and when no further message can be found in it. */
function fromStream(stream: Readable, end: () => void): Source {
  return {
    listen: (take, fail) => {
      const frames = new Frames();
      stream.on('data', (chunk: Buffer) => {
        for (const frame of frames.add(chunk)) {
          if (frame.ok) read(frame.text, take, fail);
          else void fail(`${frame.problem} The server ends, because it cannot find the next message.`).then(end);
        }
      });
      stream.on('end', end).on('close', end);
      return Disposable.create(() => stream.pause());
    },
  };
}

function read(text: string, take: (value: unknown) => void, fail: (why: string) => Promise<void>): void {
  const message = parsed(text);
  if (message === undefined) void fail('The content of a message is not JSON.');
  else take(message.value);
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** What is logged goes to the client, because stdout carries the protocol. */
function logTo({ console: log }: Connection): void {
  console.log = console.info = console.debug = (...words: readonly unknown[]) => log.log(format(...words));
  console.warn = (...words: readonly unknown[]) => log.warn(format(...words));
  console.error = (...words: readonly unknown[]) => log.error(format(...words));
}
