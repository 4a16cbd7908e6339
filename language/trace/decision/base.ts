// The fields that every decision has, and those in which a filter records the packet that it compared.
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Port, Protocol } from '#language/network/traffic.ts';
import type { Statement } from '#language/network/unknown.ts';

/** The part that all decisions share. */
export interface Decided {
  /** The rule, route or resource that decided: the line to jump to. Absent where nothing of the text decided. */
  readonly decidedBy?: EntityId;
  /** True where AWS's documents do not say what happens, and the engine assumes it. */
  readonly assumed?: boolean;
  /** What leaves open whether this decides. */
  readonly uncertain?: Statement;
}

/** What a filter compares of a packet: the address at the other end, the protocol, and the destination port or the ICMP type. */
export interface Compared {
  readonly peer: Address;
  readonly protocol: Protocol;
  /** Absent for protocols without ports. */
  readonly port?: Port | undefined;
  /** The type of an ICMP message. */
  readonly icmpType?: number | undefined;
}
