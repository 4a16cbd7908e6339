// A query to the engine: which connection to trace.
import type { Protocol } from '#language/network/traffic.ts';
import type { ConnectionEnd } from './connection-end.ts';

/** A connection: can this end open it? */
export interface Query {
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  readonly protocol: Protocol;
  /** Without it, every source port that the initiator may use must work; the trace shows an example. */
  readonly sourcePort?: number;
  /** Without it, the port that the destination usually serves. */
  readonly port?: number;
  /** The ICMP type; without it, an echo request. */
  readonly icmpType?: number;
  readonly icmpCode?: number;
  /** Seconds that the connection is idle before the reply comes. */
  readonly idleSeconds?: number;
  /** A health check: the target itself answers it, and passes it on to nobody. */
  readonly isHealthCheck?: boolean;
  /** A packet to which nobody replies, such as one of GENEVE between a Gateway Load Balancer and an appliance. */
  readonly isOneWay?: boolean;
}
