// A question to the engine.
import type { Protocol } from '#language/network/traffic.ts';
import type { ConnectionEnd } from './connection-end.ts';

/** What is asked: can this end open that connection? */
export interface Query {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  readonly protocol: Protocol;
  /** Without it, every source port that the initiator may use must work; the trace shows an example. */
  readonly sourcePort?: number;
  /** Without it, the port that the destination usually serves. */
  readonly port?: number;
  /** Of ICMP: the message type; an echo request without it. */
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Seconds of silence before the answer comes. */
  readonly idleSeconds?: number;
}
