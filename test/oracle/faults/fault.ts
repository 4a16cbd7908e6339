// One fault that was found in an answer, as data: the simulator and the engine are asked the same.
import type { Disposition } from '../simulator/world.ts';

/** A small text, and what is right about it. */
export interface Fault {
  readonly name: string;
  readonly text: string;
  /** The resource that is taken away first. */
  readonly without?: string;
  /** Whether the claims of the text hold, in its order. */
  readonly claims?: readonly boolean[];
  /** Packets such as `one -> two tcp 22`, `one -> 10.0.0.4 icmp 8`, and what becomes of them: `dropped at lb` says where. */
  readonly packets?: Readonly<Record<string, Disposition | `dropped at ${string}`>>;
}
