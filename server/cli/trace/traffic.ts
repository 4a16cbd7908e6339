// The options of `netarch trace` that describe the packet → its protocol, ports and ICMP message.
import { type Protocol, protocolNamed, protocolNumbered } from '#language/network/traffic.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import type { Query } from '#language/trace/query.ts';
import type { Chosen } from '#server/asking/choose.ts';
import type { Options } from '#server/cli/shared/arguments.ts';
import { portNumber } from '#server/cli/shared/arguments.ts';

/** The protocol of the packet with its ports, or its ICMP message. The protocol of a message is ICMP or ICMPv6, by the addresses. */
export type Traffic = Pick<Query, 'protocol' | 'port' | 'sourcePort'> | IcmpMessage;

interface IcmpMessage {
  readonly icmpType: number;
  /** Without it, code 0. */
  readonly icmpCode?: number;
}

/** The header of the packet that this end sends. */
export function headerBetween(
  { address }: ConnectionEnd,
  traffic: Traffic,
): Pick<Query, 'protocol' | 'port' | 'sourcePort' | 'icmpType' | 'icmpCode'> {
  if ('protocol' in traffic) return traffic;
  return { protocol: address.family === 4 ? 'icmp' : 'icmpv6', ...traffic };
}

/** The packet of `--protocol`, `--port`, `--source-port` and `--icmp`; one sentence about the first problem. */
export function trafficOf(options: Options): Chosen<Traffic> {
  const message = options.text('icmp');
  return message === undefined ? withProtocol(options) : icmpMessage(options, message);
}

/** Types and codes are 8 bits. Source: RFC 792; RFC 4443, section 2.1. */
const LARGEST = 255;

function icmpMessage(options: Options, text: string): Chosen<Traffic> {
  const other = ['protocol', 'port', 'source-port'].find((option) => options.text(option) !== undefined);
  if (other !== undefined) return { ok: false, problem: `--icmp and --${other} exclude each other` };
  const [type, code] = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text)?.slice(1) ?? [];
  if (type === undefined || Number(type) > LARGEST || Number(code ?? 0) > LARGEST)
    return { ok: false, problem: `--icmp must be a type, or a type and a code, each a number up to ${LARGEST}: 8 or 3/4` };
  return { ok: true, value: { icmpType: Number(type), ...(code !== undefined && { icmpCode: Number(code) }) } };
}

function withProtocol(options: Options): Chosen<Traffic> {
  const protocol = protocolOf(options.text('protocol') ?? 'tcp');
  if (protocol === undefined) return { ok: false, problem: '--protocol must be tcp, udp, icmp, icmpv6 or a number up to 255' };
  const ports: { port?: number; sourcePort?: number } = {};
  for (const [option, name] of [
    ['port', 'port'],
    ['source-port', 'sourcePort'],
  ] as const) {
    const text = options.text(option);
    if (text === undefined) continue;
    const number = portNumber(text);
    if (number === undefined) return { ok: false, problem: `--${option} must be a number from 1 to 65535` };
    if (protocol !== 'tcp' && protocol !== 'udp') return { ok: false, problem: `--${option} is valid with tcp and udp only` };
    ports[name] = number;
  }
  return { ok: true, value: { protocol, ...ports } };
}

function protocolOf(text: string): Protocol | undefined {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  if (number !== undefined) return number <= 255 ? protocolNumbered(number) : undefined;
  return protocolNamed(text);
}
