// A question as one line of text, so that it can be beside its network: written in a failure, read back from a regression.
import { formatAddress } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Protocol } from '#language/network/traffic.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import { type Asked, endsOf } from './packets.ts';

/** `a.web 10.0.0.1 -> internet 198.51.100.7 tcp 443 from any`, with `idle 351s` at the end if the connection is idle before the reply. */
export function questionText({ query, mode }: Asked): string {
  const { from, to, protocol, port, icmpType, icmpCode, sourcePort, idleSeconds } = query;
  const what = icmpType === undefined ? (port ?? '-') : `${icmpType}/${icmpCode ?? 0}`;
  return `${endText(from)} -> ${endText(to)} ${protocol} ${what} from ${sourcePort ?? mode}${idleSeconds === undefined ? '' : ` idle ${idleSeconds}s`}`;
}

function endText({ id, address, written }: ConnectionEnd): string {
  return written === undefined ? `${id} ${formatAddress(address)}` : `address ${formatAddress(written)}`;
}

/** The question that a line asks of a network. Throws where its ends are not there. */
export function questionOf(network: Network, line: string): Asked {
  const parts = /^(.+) -> (\S+ \S+) (\S+) (\S+) from (\S+)(?: idle (\d+)s)?$/.exec(line.trim());
  if (parts === null) throw new Error(`Not a question: ${line}`);
  const [, fromText = '', toText = '', protocolText = '', what = '', source = '', idle] = parts;
  const ends = endsOf(network);
  const from = ends.find((end) => endText(end) === fromText);
  const to = ends.find((end) => endText(end) === toText);
  if (from === undefined || to === undefined) throw new Error(`Nobody is called so: ${line}`);
  const [first, second] = what.split('/');
  const numbers =
    second !== undefined ? { icmpType: Number(first), icmpCode: Number(second) } : what === '-' ? {} : { port: Number(first) };
  return {
    query: {
      from,
      to,
      protocol: protocolOf(protocolText),
      ...numbers,
      ...(/^\d/.test(source) && { sourcePort: Number(source) }),
      ...(idle !== undefined && { idleSeconds: Number(idle) }),
    },
    mode: source === 'any' ? 'any' : 'all',
  };
}

function protocolOf(text: string): Protocol {
  if (text === 'tcp' || text === 'udp' || text === 'icmp' || text === 'icmpv6') return text;
  if (!/^\d+$/.test(text)) throw new Error(`Not a protocol: ${text}`);
  return Number(text);
}
