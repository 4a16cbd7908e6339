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

/**
 * The ICMP types that ask for something, and those that answer: echo, timestamp and information (RFC 792), address mask (RFC 950),
 * ICMPv6 echo (RFC 4443).
 */
const REPLIES: Readonly<Record<'icmp' | 'icmpv6', ReadonlyMap<number, number>>> = {
  icmp: new Map([
    [8, 0],
    [13, 14],
    [15, 16],
    [17, 18],
  ]),
  icmpv6: new Map([[128, 129]]),
};

/** The answer to a packet; none to a message of ICMP that asks for nothing. */
export function answerOf(header: Header): Header | undefined {
  const { icmpType } = header;
  if (icmpType === undefined) return reverse(header);
  const reply = replyType(header);
  return reply === undefined ? undefined : { ...reverse(header), icmpType: reply };
}

/** Both ends exchanged. */
export function reverse(header: Header): Header {
  return {
    ...header,
    source: header.destination,
    sourcePort: header.destinationPort,
    destination: header.source,
    destinationPort: header.sourcePort,
  };
}

/** The type of the answer to a message of ICMP; none to one that asks for nothing, and for all other protocols. */
export function replyType({ protocol, icmpType }: Pick<Header, 'protocol' | 'icmpType'>): number | undefined {
  return icmpType === undefined || (protocol !== 'icmp' && protocol !== 'icmpv6') ? undefined : REPLIES[protocol].get(icmpType);
}

/** Whether `packet` answers `sent`: protocol, addresses and ports of the one are those of the other, exchanged, and so is the type of ICMP. */
export function answers(packet: Header, sent: Header): boolean {
  return (
    packet.protocol === sent.protocol &&
    sameAddress(packet.source, sent.destination) &&
    sameAddress(packet.destination, sent.source) &&
    packet.sourcePort === sent.destinationPort &&
    packet.destinationPort === sent.sourcePort &&
    packet.icmpType === replyType(sent)
  );
}

/** For messages of tests: `tcp 10.0.0.1:40000 -> 10.0.1.1:443`. */
export function headerText({ protocol, source, sourcePort, destination, destinationPort, icmpType, icmpCode }: Header): string {
  const icmp = icmpType === undefined ? '' : ` type ${icmpType} code ${icmpCode ?? 0}`;
  return `${protocol}${icmp} ${formatSocket(source, sourcePort)} -> ${formatSocket(destination, destinationPort)}`;
}
