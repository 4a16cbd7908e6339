// Literals of the syntax tree → addresses, prefixes and traffic. Reports those that cannot be read.
import type * as ast from '#language/ast/generated/ast.ts';
import {
  type Address,
  formatPrefix,
  hasHostBits,
  hostPrefix,
  type Prefix,
  parseAddress,
  parsePrefix,
  parsePrefixes,
} from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Aspect } from '#language/network/source.ts';
import { hasPorts, type PortRange, protocolNumbered, type Traffic } from '#language/network/traffic.ts';
import type { Listing } from './long-lists.ts';
import type { Reading } from './reading.ts';
import { unknownIn } from './unknown.ts';

/** The readable addresses. Reports the others at the aspect `of`. */
export function readAddresses(reading: Reading, owner: EntityId, texts: readonly string[], of: Aspect['of']): readonly Address[] {
  return texts.flatMap((text, index) => readAddress(reading, owner, text, { of, index }) ?? []);
}

/** The address. Reports unreadable text, and gives `undefined`. */
export function readAddress(reading: Reading, owner: EntityId, text: string, aspect: Aspect): Address | undefined {
  const address = parseAddress(text);
  if (address === undefined)
    reading.report('invalid-address', 'error', owner, `${text} is not an IP address: ${whatIsWrong(text)}.`, aspect);
  return address;
}

/** The readable blocks in canonical form. Reports the others, and host bits, which AWS clears. */
export function readPrefixes(reading: Reading, owner: EntityId, texts: readonly string[], of: Aspect['of']): readonly Prefix[] {
  return texts.flatMap((text, index) => {
    const prefix = parsePrefix(text);
    if (prefix === undefined) {
      reading.report('invalid-prefix', 'error', owner, `${text} is not a CIDR block: ${whatIsWrong(text)}.`, { of, index });
      return [];
    }
    if (text.includes('/')) reportHostBits(reading, owner, text, prefix, { of, index });
    return [prefix];
  });
}

/** A block, or a single address as a block. Reports text that is neither, and gives `undefined`. */
export function readAddressOrPrefix(reading: Reading, owner: EntityId, text: string, aspect: Aspect): Prefix | undefined {
  const prefix = text.includes('/') ? parsePrefix(text) : addressBlock(text);
  if (prefix === undefined) {
    const message = `${text} is neither an IP address nor a CIDR block: ${whatIsWrong(text)}.`;
    reading.report('invalid-address', 'error', owner, message, aspect);
  } else if (text.includes('/')) reportHostBits(reading, owner, text, prefix, aspect);
  return prefix;
}

function reportHostBits(reading: Reading, owner: EntityId, text: string, prefix: Prefix, aspect: Aspect): void {
  if (!hasHostBits(text)) return;
  const stored = formatPrefix(prefix);
  reading.report('cidr-host-bits', 'warning', owner, `${text} has host bits set; AWS stores ${stored}. Write ${stored}.`, aspect);
}

/** The blocks of a resource that another line names. The resource's own declaration reports unreadable ones. */
export function blocksNamedBy(reading: Reading, resource: Listing): readonly Prefix[] {
  const { blocks } = reading.listOf(resource);
  const assigned = resource.$type === 'Vpc' || resource.$type === 'Subnet' ? reading.blocksOf(resource) : [];
  return [...parsePrefixes(blocks), ...assigned.filter((block) => block !== undefined)];
}

/** What a rule or an expectation says about protocol and ports. Unreadable traffic matches nothing. */
export function readTraffic(reading: Reading, owner: EntityId, traffic: ast.Traffic | undefined): Traffic {
  const protocol = readProtocol(traffic);
  const ports = (traffic?.ports ?? []).flatMap((spec) => readPorts(reading, owner, String(spec)));
  return {
    protocol,
    ports: hasPorts(protocol) ? ports : [],
    ...(traffic?.icmpType !== undefined && { icmpType: traffic.icmpType }),
    ...(traffic?.icmpCode !== undefined && { icmpCode: traffic.icmpCode }),
    ...(traffic && unknownIn(traffic)),
  };
}

function readProtocol(traffic: ast.Traffic | undefined): Traffic['protocol'] {
  if (traffic?.number !== undefined) return protocolNumbered(traffic.number);
  return traffic?.protocol ?? 'all';
}

/** A port or a range of ports. Reports text that is neither. */
export function readPorts(reading: Reading, owner: EntityId, text: string): readonly PortRange[] {
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
    : 'each of the four numbers is between 0 and 255';
}
