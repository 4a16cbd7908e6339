// Addresses that AWS assigns: always the same ones for the same network.
import { EXAMPLE_PUBLIC_RANGE, RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { type Address, type Family, nth, type Prefix, parsePrefix, sizeOf } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';

/** Hands out addresses: in each subnet the lowest free one after the four that AWS reserves, and example public addresses. */
export class AddressPool {
  readonly #taken: Readonly<Record<Family, Set<bigint>>> = { 4: new Set(), 6: new Set() };
  readonly #next = new Map<string, bigint>();
  #nextPublic = 4n;

  /** `declared`: all addresses that the file states. They are never assigned. */
  constructor(declared: Iterable<Address>) {
    for (const { family, bits } of declared) this.#taken[family].add(bits);
  }

  /** A free private address of the subnet; `undefined` when it is full or has no block of this family. */
  privateAddress(subnet: { readonly id: EntityId; readonly prefixes: readonly Prefix[] }, wanted: Family): Address | undefined {
    const prefix = subnet.prefixes.find(({ family }) => family === wanted);
    if (prefix === undefined) return undefined;
    const key = `${subnet.id} ${wanted}`;
    for (let offset = this.#next.get(key) ?? RESERVED_AT_START; offset < sizeOf(prefix) - RESERVED_AT_END; offset += 1n) {
      const address = nth(prefix, offset);
      if (this.#taken[wanted].has(address.bits)) continue;
      this.#next.set(key, offset + 1n);
      return address;
    }
    return undefined;
  }

  /** An example of a public address that AWS would choose. */
  publicAddress(): Address | undefined {
    while (EXAMPLE_RANGE !== undefined && this.#nextPublic < sizeOf(EXAMPLE_RANGE)) {
      const address = nth(EXAMPLE_RANGE, this.#nextPublic);
      this.#nextPublic += 1n;
      if (!this.#taken[address.family].has(address.bits)) return address;
    }
    return undefined;
  }
}

const EXAMPLE_RANGE: Prefix | undefined = parsePrefix(EXAMPLE_PUBLIC_RANGE);
