// Literals of the syntax tree → addresses, prefixes and traffic, with a problem for each that makes no sense.
import type * as ast from '#language/ast/generated/ast.ts';
import {
  type Address,
  formatPrefix,
  hasHostBits,
  hostPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
} from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Aspect } from '#language/network/source.ts';
import { hasPorts, type PortRange, type Protocol, type Traffic } from '#language/network/traffic.ts';
import type { Reading } from './reading.ts';

/** The addresses that can be read; the others are reported at `of`. */
export function readAddresses(reading: Reading, owner: EntityId, texts: readonly string[], of: Aspect['of']): readonly Address[] {
  return texts.flatMap((text, index) => {
    const address = parseAddress(text);
    if (address === undefined) {
      reading.report('invalid-address', 'error', owner, `${text} is not an IP address: ${whatIsWrong(text)}.`, { of, index });
      return [];
    }
    return [address];
  });
}

/** The blocks that can be read, in canonical form; host bits are reported as AWS clears them. */
export function readPrefixes(reading: Reading, owner: EntityId, texts: readonly string[], of: Aspect['of']): readonly Prefix[] {
  return texts.flatMap((text, index) => {
    const prefix = parsePrefix(text);
    if (prefix === undefined) {
      reading.report('invalid-prefix', 'error', owner, `${text} is not a CIDR block: ${whatIsWrong(text)}.`, { of, index });
      return [];
    }
    if (text.includes('/') && hasHostBits(text)) {
      const stored = formatPrefix(prefix);
      reading.report('cidr-host-bits', 'warning', owner, `${text} has host bits set; AWS stores ${stored}. Write ${stored}.`, {
        of,
        index,
      });
    }
    return [prefix];
  });
}

/** A block or a single address as a block; `undefined` (and reported) if it is neither. */
export function readAddressOrPrefix(reading: Reading, owner: EntityId, text: string, aspect: Aspect): Prefix | undefined {
  const prefix = text.includes('/') ? parsePrefix(text) : addressBlock(text);
  if (prefix === undefined) {
    reading.report(
      'invalid-address',
      'error',
      owner,
      `${text} is neither an address nor a CIDR block: ${whatIsWrong(text)}.`,
      aspect,
    );
  } else if (text.includes('/') && hasHostBits(text)) {
    const stored = formatPrefix(prefix);
    reading.report(
      'cidr-host-bits',
      'warning',
      owner,
      `${text} has host bits set; AWS stores ${stored}. Write ${stored}.`,
      aspect,
    );
  }
  return prefix;
}

/** The blocks of a resource that another line names. Its own declaration reports what cannot be read. */
export function blocksNamedBy(
  resource: ast.Host | ast.OutsideNetwork | ast.PrefixList | ast.Vpc | ast.Subnet,
): readonly Prefix[] {
  const texts = resource.$type === 'Host' ? resource.addresses : resource.prefixes;
  return texts.flatMap((text) => parsePrefix(text) ?? []);
}

/** What a rule or a claim says about protocol and ports. An unreadable traffic matches nothing. */
export function readTraffic(reading: Reading, owner: EntityId, traffic: ast.Traffic | undefined): Traffic {
  const protocol = readProtocol(traffic);
  const ports = (traffic?.ports ?? []).flatMap((spec) => readPorts(reading, owner, String(spec)));
  return {
    protocol,
    ports: hasPorts(protocol) ? ports : [],
    ...(traffic?.icmpType !== undefined && { icmpType: traffic.icmpType }),
    ...(traffic?.icmpCode !== undefined && { icmpCode: traffic.icmpCode }),
  };
}

/** The protocol numbers that have words of their own (IANA, "Assigned Internet Protocol Numbers"). */
const BY_NUMBER: ReadonlyMap<number, Protocol> = new Map<number, Protocol>([
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [58, 'icmpv6'],
]);

function readProtocol(traffic: ast.Traffic | undefined): Traffic['protocol'] {
  if (traffic?.number !== undefined) return BY_NUMBER.get(traffic.number) ?? traffic.number;
  return traffic?.protocol ?? 'all';
}

function readPorts(reading: Reading, owner: EntityId, text: string): readonly PortRange[] {
  const [from = Number.NaN, to = from] = text.split('-').map(Number);
  if (from <= to && to <= 65535) return [{ from, to }];
  const why = from > to ? 'the first port is larger than the last' : 'ports end at 65535';
  reading.report('invalid-ports', 'error', owner, `${text} is not a range of ports: ${why}.`, { of: 'ports' });
  return [];
}

function addressBlock(text: string): Prefix | undefined {
  const address = parseAddress(text);
  return address && hostPrefix(address);
}

function whatIsWrong(text: string): string {
  const [address = '', length] = text.split('/');
  if (parseAddress(address) !== undefined) return `/${length} is not a prefix length`;
  return address.includes(':')
    ? 'an IPv6 address has up to eight groups of four hex digits'
    : 'each of the four numbers lies between 0 and 255';
}
