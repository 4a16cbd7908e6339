// One packet header with one value in each field: no ranges, no examples. Everything the simulator knows about a packet.
import { type Address, formatSocket, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Protocol } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';

/** Ports are `undefined` for protocols without ports, type and code for everything but ICMP. */
export interface Header {
  readonly protocol: Protocol;
  readonly source: Address;
  readonly sourcePort: number | undefined;
  readonly destination: Address;
  readonly destinationPort: number | undefined;
  readonly icmpType: number | undefined;
  readonly icmpCode: number | undefined;
}

/**
 * Where security groups think that a packet comes from: the VPC in which to look for the owner of its source address, as long as a
 * reference to a group survives the way that it took. `undefined` as soon as one does not (3.11).
 */
export type Origin = { readonly vpc: Vpc; readonly way: 'same-vpc' | 'peering' | 'transit' } | undefined;

/** A packet on its way. */
export interface Flight {
  readonly header: Header;
  readonly origin: Origin;
  /** The groups of the network load balancer that forwards it under the client's address (3.11, 8.29). */
  readonly forwardedFor?: readonly EntityId[];
}

/** Both ends exchanged. An echo request is answered with an echo reply. */
export function reverse(header: Header): Header {
  const { icmpType } = header;
  return {
    ...header,
    source: header.destination,
    sourcePort: header.destinationPort,
    destination: header.source,
    destinationPort: header.sourcePort,
    icmpType: icmpType === 8 ? 0 : icmpType === 128 ? 129 : icmpType,
  };
}

/** Whether `packet` answers `sent`: protocol, addresses and ports of the one are those of the other, exchanged. */
export function answers(packet: Header, sent: Header): boolean {
  return (
    packet.protocol === sent.protocol &&
    sameAddress(packet.source, sent.destination) &&
    sameAddress(packet.destination, sent.source) &&
    packet.sourcePort === sent.destinationPort &&
    packet.destinationPort === sent.sourcePort
  );
}

/** For messages of tests: `tcp 10.0.0.1:40000 -> 10.0.1.1:443`. */
export function headerText({ protocol, source, sourcePort, destination, destinationPort, icmpType, icmpCode }: Header): string {
  const icmp = icmpType === undefined ? '' : ` type ${icmpType} code ${icmpCode ?? 0}`;
  return `${protocol}${icmp} ${formatSocket(source, sourcePort)} -> ${formatSocket(destination, destinationPort)}`;
}
