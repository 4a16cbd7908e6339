// What a client sends → the messages that the protocol allows. All others are answered or ignored here.
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { type Admission, unreadable } from './admission.ts';

/** Where messages come from. */
export interface Source {
  /** `take` gets each value that arrives, and `fail` why something that arrived is none; it resolves when the client was told. */
  readonly listen: (take: (value: unknown) => void, fail: (why: string) => Promise<void>) => Disposable;
}

/** The library catches what its handlers throw, but not what it throws itself. */
function handOn(callback: DataCallback, message: Message): void {
  try {
    callback(message);
  } catch (error) {
    console.error('A message failed:', error);
  }
}

/** Reads from a source, and writes the answers to what is refused to the writer of the connection. */
export class GuardedReader extends AbstractMessageReader {
  readonly #source: Source;
  readonly #writer: MessageWriter;
  readonly #admission: Admission;

  constructor(source: Source, writer: MessageWriter, admission: Admission) {
    super();
    this.#source = source;
    this.#writer = writer;
    this.#admission = admission;
  }

  override listen(callback: DataCallback): Disposable {
    return this.#source.listen(
      (value) => {
        const admitted = this.#admission.admit(value);
        switch (admitted.kind) {
          case 'message':
            return handOn(callback, admitted.message);
          case 'refused':
            void this.#answer(admitted.answer);
            return;
          case 'ignored':
            return console.warn(`A message was ignored: ${admitted.why}`);
        }
      },
      (why) => this.#answer(unreadable(why)),
    );
  }

  #answer(answer: Message): Promise<void> {
    return this.#writer.write(answer).catch(console.error);
  }
}
