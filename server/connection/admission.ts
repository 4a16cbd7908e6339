// A message of the client → whether the server takes it, as the protocol says: nothing before `initialize`, nothing after `shutdown`, and nothing
// that is no message. Sources: JSON-RPC 2.0, sections 4 and 5.1; LSP 3.17, "Server lifecycle".
import { ErrorCodes, type Message, type ResponseMessage } from 'vscode-languageserver';
import { isRecord, wrongParams } from './params.ts';

/** What to do with a message: hand it on, answer it with an error, or ignore it. */
export type Admitted =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'refused'; readonly answer: ResponseMessage }
  | { readonly kind: 'ignored'; readonly why: string };

/** Where a server is in its life. */
type Life = 'new' | 'running' | 'shut down';

/** Decides about the messages of one connection, in their order. */
export class Admission {
  #life: Life = 'new';
  #isInitialized = false;

  /** Whether the client asked for the end, so that the end is no failure. */
  get isShutDown(): boolean {
    return this.#life === 'shut down';
  }

  admit(value: unknown): Admitted {
    if (!isRecord(value) || value.jsonrpc !== '2.0')
      return refused(idOf(value), ErrorCodes.InvalidRequest, 'This is no message of JSON-RPC 2.0.');
    const message = { ...value, jsonrpc: value.jsonrpc };
    const { method, id } = value;
    if (method === undefined && (value.result !== undefined || value.error !== undefined)) {
      return isId(id) ? { kind: 'message', message } : ignored('A response without the id of a request.');
    }
    if (typeof method !== 'string')
      return refused(idOf(value), ErrorCodes.InvalidRequest, 'The method of a message must be a string.');
    if (id === undefined) return this.#notification(method, value.params) ?? { kind: 'message', message };
    if (!isId(id)) return refused(null, ErrorCodes.InvalidRequest, 'The id of a request must be a number or a string.');
    return this.#request(method, id, value.params) ?? { kind: 'message', message };
  }

  #request(method: string, id: number | string, params: unknown): Admitted | undefined {
    if (this.#life === 'new' && method !== 'initialize')
      return refused(id, ErrorCodes.ServerNotInitialized, 'The first request must be `initialize`.');
    if (this.#life === 'running' && method === 'initialize')
      return refused(id, ErrorCodes.InvalidRequest, 'The server is already initialized.');
    if (this.#life === 'shut down') return refused(id, ErrorCodes.InvalidRequest, 'The server is shut down. Send `exit`.');
    const wrong =
      method === 'initialize' && !isRecord(params) ? 'The parameters must be an object.' : wrongParams(method, params);
    if (wrong !== undefined) return refused(id, ErrorCodes.InvalidParams, wrong);
    if (method === 'initialize') this.#life = 'running';
    if (method === 'shutdown') this.#life = 'shut down';
    return undefined;
  }

  /** A notification has no answer, not even an error. */
  #notification(method: string, params: unknown): Admitted | undefined {
    if (method === 'exit') return undefined;
    if (this.#life !== 'running') return ignored(`\`${method}\` before \`initialize\` or after \`shutdown\`.`);
    if (method === 'initialized') {
      // A second one would read the workspace while it is being read.
      if (this.#isInitialized) return ignored('a second `initialized`.');
      this.#isInitialized = true;
    }
    const wrong = wrongParams(method, params);
    return wrong === undefined ? undefined : ignored(`\`${method}\`: ${wrong}`);
  }
}

/** The answer to what cannot be read at all. */
export function unreadable(why: string): ResponseMessage {
  return answer(null, ErrorCodes.ParseError, why);
}

function refused(id: number | string | null, code: number, message: string): Admitted {
  return { kind: 'refused', answer: answer(id, code, message) };
}

function answer(id: number | string | null, code: number, message: string): ResponseMessage {
  return { jsonrpc: '2.0', id, error: { code, message } };
}

function ignored(why: string): Admitted {
  return { kind: 'ignored', why };
}

function idOf(value: unknown): number | string | null {
  return isRecord(value) && isId(value.id) ? value.id : null;
}

function isId(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
