// IP addresses and prefixes as values: text in, numbers to compare, canonical text out.

/** The address family: IPv4 or IPv6. */
export type Family = 4 | 6;

/** One IP address. `bits` holds the 32 or 128 bits as an unsigned number. */
export interface Address {
  readonly family: Family;
  readonly bits: bigint;
}

/** A CIDR block: every address from `first` to `last`, both included. */
export interface Prefix {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
  readonly length: number;
}

/** The length of an address of the family, in bits. */
export const WIDTH: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** Reads an IPv4 or IPv6 address (RFC 4291, section 2.2); `undefined` if the text is neither. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/**
 * Reads `address/length`; a bare address is the block of that one address. `undefined` if the text is neither.
 * Host bits are cleared, as AWS does (Amazon VPC User Guide, "VPC CIDR blocks"); `hasHostBits` says whether there were any.
 */
export function parsePrefix(text: string): Prefix | undefined {
  const [addressText = '', lengthText] = text.split('/');
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const length = lengthText === undefined ? WIDTH[address.family] : Number(lengthText);
  if (lengthText === '' || !Number.isInteger(length) || length < 0 || length > WIDTH[address.family]) return undefined;
  return prefixOf(address, length);
}

/** Reads blocks that are known to be valid. A text that is not a block is left out. */
export function parsePrefixes(texts: readonly string[]): readonly Prefix[] {
  return texts.flatMap((text) => parsePrefix(text) ?? []);
}

/** Whether `address/length` names an address inside its block instead of the block itself. */
export function hasHostBits(text: string): boolean {
  const prefix = parsePrefix(text);
  const address = parseAddress(text.split('/')[0] ?? '');
  return prefix !== undefined && address !== undefined && prefix.first !== address.bits;
}

/** The block of the given length that contains the address. */
export function prefixOf(address: Address, length: number): Prefix {
  const size = 1n << BigInt(WIDTH[address.family] - length);
  const first = (address.bits / size) * size;
  return { family: address.family, first, last: first + size - 1n, length };
}

/** The block of this single address. */
export function hostPrefix(address: Address): Prefix {
  return prefixOf(address, WIDTH[address.family]);
}

/** How many addresses the block holds. */
export function sizeOf(prefix: Prefix): bigint {
  return prefix.last - prefix.first + 1n;
}

/** The address `offset` places after the first one of the block. */
export function nth(prefix: Prefix, offset: bigint): Address {
  return { family: prefix.family, bits: prefix.first + offset };
}

/** Whether the address is in the block. */
export function contains(prefix: Prefix, address: Address): boolean {
  return prefix.family === address.family && prefix.first <= address.bits && address.bits <= prefix.last;
}

/** Whether every address of `inner` is in `outer`. */
export function covers(outer: Prefix, inner: Prefix): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether some address is in both blocks. */
export function overlaps(a: Prefix, b: Prefix): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether both are the same address of the same family. */
export function sameAddress(a: Address, b: Address): boolean {
  return a.family === b.family && a.bits === b.bits;
}

/** Whether both are the same block: same first address and same length. */
export function samePrefix(a: Prefix, b: Prefix): boolean {
  return a.family === b.family && a.first === b.first && a.length === b.length;
}

/** Dotted decimal, or the canonical IPv6 text of RFC 5952. */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIpv4(address.bits) : formatIpv6(address.bits);
}

/** CIDR notation, `10.0.0.0/16`. Source: RFC 4632, section 3.1. */
export function formatPrefix(prefix: Prefix): string {
  return `${formatAddress({ family: prefix.family, bits: prefix.first })}/${prefix.length}`;
}

/** `address:port`, with brackets around an IPv6 address (RFC 3986, section 3.2.2). */
export function formatSocket(address: Address, port: number | undefined): string {
  const text = formatAddress(address);
  if (port === undefined) return text;
  return address.family === 6 ? `[${text}]:${port}` : `${text}:${port}`;
}

const OCTET = '(0|[1-9]\\d{0,2})';
const IPV4 = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);

function parseIpv4(text: string): Address | undefined {
  const match = IPV4.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1).map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return { family: 4, bits: BigInt(octets.reduce((bits, octet) => bits * 256 + octet, 0)) };
}

function parseIpv6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = head.length + tail.length;
  if (![...head, ...tail].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  if (halves.length === 1 ? groups !== 8 : groups > 7) return undefined;
  const all = [...head, ...Array<string>(8 - groups).fill('0'), ...tail];
  return { family: 6, bits: all.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n) };
}

function formatIpv4(bits: bigint): string {
  const number = Number(bits);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}

function formatIpv6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bits >> BigInt(112 - 16 * index)) & 65535n).toString(16));
  const zeros = longestZeroRun(groups);
  if (zeros.length < 2) return groups.join(':');
  return `${groups.slice(0, zeros.start).join(':')}::${groups.slice(zeros.start + zeros.length).join(':')}`;
}

function longestZeroRun(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}
