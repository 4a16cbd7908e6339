// What a rule matches (protocols, port ranges) and what a packet carries.
import { type Address, formatSocket } from './address.ts';
import type { Unknown } from './unknown.ts';

/** IANA protocol keywords that AWS rules can name; any other protocol is its number. */
export type Protocol = 'tcp' | 'udp' | 'icmp' | 'icmpv6' | number;

/** Ports `from` to `to`, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Every port of TCP or UDP. */
export const ALL_PORTS: PortRange = { from: 0, to: 65535 };

/**
 * The traffic that a rule matches. `ports` is empty where it matches every port; for ICMP, `icmpType` is the message type, if the rule names one.
 * Source: Amazon EC2 API, IpPermission (-1 means everything).
 */
export interface Traffic {
  readonly protocol: Protocol | 'all';
  readonly ports: readonly PortRange[];
  readonly icmpType?: number;
  /** Only together with a type. */
  readonly icmpCode?: number;
  /** Whether it may match further ports. Then `ports` are all those that it matches for certain, even if there are none. */
  readonly unknown?: Unknown;
}

/**
 * A port of a packet: the example that is shown, and the range from which it may come.
 * A port that the user wrote is a range of one.
 */
export interface Port {
  readonly number: number;
  readonly range: PortRange;
  /** The part of the range that is usually used; absent if that is the whole range. */
  readonly usual?: PortRange;
}

/** One packet header as it is at one hop. Ports are absent for protocols without ports, type and code for everything but ICMP. */
export interface Packet {
  readonly protocol: Protocol;
  readonly source: Address;
  readonly sourcePort?: Port | undefined;
  readonly destination: Address;
  readonly destinationPort?: Port | undefined;
  readonly icmpType?: number | undefined;
  readonly icmpCode?: number | undefined;
}

/** The direction of a packet: `forward` from the end that opens the connection, `return` back to it. */
export type TraceDirection = 'forward' | 'return';

/** A port that the text gives: a range of one. */
export function fixedPort(number: number): Port {
  return { number, range: { from: number, to: number } };
}

/** The reply to a packet: both ends exchanged, and the ICMP type of the reply. `undefined` if the packet is an ICMP message without a reply. */
export function answerTo(packet: Packet): Packet | undefined {
  const { protocol, source, sourcePort, destination, destinationPort, icmpCode } = packet;
  const icmpType = answerType(packet);
  if (icmpType === undefined && isIcmp(protocol)) return undefined;
  return {
    protocol,
    source: destination,
    sourcePort: destinationPort,
    destination: source,
    destinationPort: sourcePort,
    icmpType,
    icmpCode,
  };
}

/** The ICMP type of the reply to a message. `undefined` if hosts do not reply to messages of this type, and for other protocols. */
export function answerType({ protocol, icmpType }: Pick<Packet, 'protocol' | 'icmpType'>): number | undefined {
  return ICMP_EXCHANGES.find((exchange) => exchange.protocol === protocol && exchange.request === icmpType)?.reply;
}

/**
 * The ICMP messages to which hosts reply, and the types of the replies. All other messages are one-way: errors, and the replies themselves.
 * Source: RFC 792 (echo, timestamp, information), RFC 950 (address mask), RFC 4443 (ICMPv6 echo).
 */
export const ICMP_EXCHANGES = [
  { protocol: 'icmp', request: 8, reply: 0 },
  { protocol: 'icmp', request: 13, reply: 14 },
  { protocol: 'icmp', request: 15, reply: 16 },
  { protocol: 'icmp', request: 17, reply: 18 },
  { protocol: 'icmpv6', request: 128, reply: 129 },
] as const;

/** The protocols with a keyword of their own in rules. Source: IANA, "Assigned Internet Protocol Numbers". */
export const PROTOCOL_NUMBERS = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const satisfies Readonly<Record<string, number>>;

const KEYWORDS: ReadonlyMap<number, Protocol> = new Map([
  [PROTOCOL_NUMBERS.icmp, 'icmp'],
  [PROTOCOL_NUMBERS.tcp, 'tcp'],
  [PROTOCOL_NUMBERS.udp, 'udp'],
  [PROTOCOL_NUMBERS.icmpv6, 'icmpv6'],
]);

/** The protocol with this IANA number (0 to 255). */
export function protocolNumbered(number: number): Protocol {
  return KEYWORDS.get(number) ?? number;
}

/** The protocol with this keyword; `undefined` if there is none. */
export function protocolNamed(keyword: string): Protocol | undefined {
  return [...KEYWORDS.values()].find((one) => one === keyword);
}

/** Whether the protocol is ICMP or ICMPv6. */
export function isIcmp(protocol: Protocol | 'all'): boolean {
  return protocol === 'icmp' || protocol === 'icmpv6';
}

/** The traffic to one port. */
export function portTraffic(protocol: 'tcp' | 'udp', port: number): Traffic {
  return { protocol, ports: [{ from: port, to: port }] };
}

/** Whether rules for the protocol can name ports. ICMP has types, other protocols have neither. */
export function hasPorts(protocol: Protocol | 'all'): boolean {
  return protocol === 'tcp' || protocol === 'udp';
}

/** `80, 443, 1000-2000`; the empty text for no ports. */
export function formatPorts(ports: readonly PortRange[]): string {
  return ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** `tcp 80, 443`, `icmp type 8`, `all`, as the language writes it. */
export function formatTraffic({ protocol, ports, icmpType, icmpCode, unknown }: Traffic): string {
  const code = icmpCode === undefined ? '' : ` code ${icmpCode}`;
  const named = [...(ports.length > 0 ? [formatPorts(ports)] : []), ...(unknown ? ['unknown'] : [])].join(', ');
  const suffix = icmpType !== undefined ? ` type ${icmpType}${code}` : named === '' ? '' : ` ${named}`;
  return `${formatProtocol(protocol)}${suffix}`;
}

/** `tcp`, `all`, `protocol 50`, as the language writes it. */
export function formatProtocol(protocol: Traffic['protocol']): string {
  return typeof protocol === 'number' ? `protocol ${protocol}` : protocol;
}

/** Writes the header of a packet: `tcp 10.0.1.5:45678 → 52.85.123.45:443`, `icmp type 8 10.0.1.5 → 52.85.123.45`. */
export function formatPacket(packet: Packet): string {
  const { protocol, icmpType, icmpCode } = packet;
  const message = { ...(icmpType !== undefined && { icmpType }), ...(icmpCode !== undefined && { icmpCode }) };
  return `${formatTraffic({ protocol, ports: [], ...message })} ${formatSockets(packet)}`;
}

/** Writes the addresses and ports of a packet: `10.0.1.5:45678 → 52.85.123.45:443`. */
export function formatSockets({ source, sourcePort, destination, destinationPort }: Packet): string {
  return `${formatSocket(source, sourcePort?.number)} → ${formatSocket(destination, destinationPort?.number)}`;
}

/** DNS queries: UDP, and TCP for long answers. Source: RFC 1035, section 4.2. */
export const DNS: readonly Traffic[] = [portTraffic('udp', 53), portTraffic('tcp', 53)];
