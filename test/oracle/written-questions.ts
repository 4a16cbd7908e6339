// A question as a line of a test: `one -> two tcp 22`, `one -> 10.0.0.4 icmp 8`, `a -> b protocol 47`.
import { hostPrefix, parseAddress, parsePrefix } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Kind } from './simulator/explore.ts';

/** Who is asked about, and which packets. */
export interface Written {
  readonly from: Selector;
  readonly to: Selector;
  readonly kind: Kind;
}

/** Reads a line. Throws if it names nobody, or several. */
export function writtenQuestion(network: Network, line: string): Written {
  const [, from = '', to = '', protocol = '', number = ''] = /^(\S+) -> (\S+) (\S+) (\d+)$/.exec(line) ?? [];
  return { from: selectorOf(network, from), to: selectorOf(network, to), kind: kindOf(protocol, Number(number)) };
}

function selectorOf(network: Network, text: string): Selector {
  const address = parseAddress(text);
  const prefix = address === undefined ? parsePrefix(text) : hostPrefix(address);
  if (prefix !== undefined) return { kind: 'prefix', prefix, text };
  const ids = [...network.byId.keys()].filter((id) => id === text || shortName(id) === text);
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw new Error(`${ids.length} resources are called ${text}.`);
  return { kind: 'entity', id, text };
}

function kindOf(protocol: string, number: number): Kind {
  const nothing = { destinationPort: undefined, icmpType: undefined, icmpCode: undefined };
  switch (protocol) {
    case 'tcp':
    case 'udp':
      return { ...nothing, protocol, destinationPort: number };
    case 'icmp':
    case 'icmpv6':
      return { ...nothing, protocol, icmpType: number, icmpCode: 0 };
    case 'protocol':
      return { ...nothing, protocol: number };
    default:
      throw new Error(`Not a protocol: ${protocol}`);
  }
}
