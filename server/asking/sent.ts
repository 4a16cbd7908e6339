// `tcp 443`, `udp 53`, `icmp 8/0` → what the packet of a question is.
import { type Protocol, protocolNamed, protocolNumbered } from '#language/network/traffic.ts';
import type { Sending } from '#language/trace/call.ts';
import type { Chosen } from './choose.ts';

/** Largest port, and largest type and code of ICMP. Source: RFC 9293, section 3.1; RFC 792. */
const LARGEST = { port: 65535, message: 255 } as const;

/** What a text says is sent; empty: TCP, to the port that the receiver usually serves. */
export function sentAs(text: string): Chosen<Sending> {
  const words = text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const [first = 'tcp', second, ...more] = /^\d+$/.test(words[0] ?? '') ? ['tcp', ...words] : words;
  if (more.length > 0 || !READABLE.test([first, second ?? ''].join(' ').trim())) return unreadable(text);
  if (first === 'icmp') return icmp(second, text);
  const protocol = protocolOf(first);
  if (protocol === undefined) return unreadable(text);
  if (second === undefined) return { ok: true, value: () => ({ protocol }) };
  const port = Number(second);
  const hasPort = (protocol === 'tcp' || protocol === 'udp') && port >= 1 && port <= LARGEST.port;
  return hasPort ? { ok: true, value: () => ({ protocol, port }) } : unreadable(text);
}

const READABLE = /^[a-z0-9-]+( \d+(\/\d+)?)?$/;

function protocolOf(word: string): Protocol | undefined {
  if (word === 'protocol') return undefined;
  return /^\d{1,3}$/.test(word) ? protocolNumbered(Number(word)) : protocolNamed(word);
}

function icmp(message: string | undefined, text: string): Chosen<Sending> {
  const [type, code] = (message ?? '8').split('/').map(Number);
  if ([type, code].some((number) => number !== undefined && !(number <= LARGEST.message)) || type === undefined)
    return unreadable(text);
  return {
    ok: true,
    value: ({ address }) => ({
      protocol: address.family === 4 ? 'icmp' : 'icmpv6',
      ...(message !== undefined && { icmpType: type }),
      ...(code !== undefined && { icmpCode: code }),
    }),
  };
}

function unreadable(text: string): Chosen<never> {
  return { ok: false, problem: `"${text}" is no traffic: write a protocol and a port, such as tcp 443, udp 53, or icmp` };
}
