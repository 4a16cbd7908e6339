// Addresses that the text left out → addresses, always the same ones for the same text.
import { EXAMPLE_PUBLIC_RANGE, RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { type Address, type Family, formatAddress, nth, type Prefix, parsePrefix, sizeOf } from '#language/network/address.ts';
import type { Subnet } from '#language/network/subnet.ts';

/** Hands out addresses: in each subnet the lowest free one after AWS's reserved four, and example public ones. */
export class AddressPool {
  readonly #taken: ReadonlySet<string>;
  readonly #next = new Map<string, bigint>();
  #nextPublic = 4n;

  /** `declared` are all the addresses that stand in the text; they are never handed out. */
  constructor(declared: Iterable<Address>) {
    this.#taken = new Set([...declared].map(formatAddress));
  }

  /** A free private IPv4 address of the subnet, or an IPv6 address of it; `undefined` when it is full or has no such block. */
  privateAddress(subnet: Subnet, wanted: Family = 4): Address | undefined {
    const prefix = subnet.prefixes.find(({ family }) => family === wanted);
    if (prefix === undefined) return undefined;
    const key = `${subnet.id} ${wanted}`;
    for (let offset = this.#next.get(key) ?? RESERVED_AT_START; offset < sizeOf(prefix) - RESERVED_AT_END; offset += 1n) {
      const address = nth(prefix, offset);
      if (this.#taken.has(formatAddress(address))) continue;
      this.#next.set(key, offset + 1n);
      return address;
    }
    return undefined;
  }

  /** An example for a public address that AWS would choose. */
  publicAddress(): Address | undefined {
    while (EXAMPLE_RANGE !== undefined && this.#nextPublic < sizeOf(EXAMPLE_RANGE)) {
      const address = nth(EXAMPLE_RANGE, this.#nextPublic);
      this.#nextPublic += 1n;
      if (!this.#taken.has(formatAddress(address))) return address;
    }
    return undefined;
  }
}

const EXAMPLE_RANGE: Prefix | undefined = parsePrefix(EXAMPLE_PUBLIC_RANGE);
