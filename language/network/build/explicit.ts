// A network in which references are ids and every default is written out: what `link` turns into a `Network`, and what a change edits.
import type { NetworkAcl, SecurityGroup } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';

/** The lists of a network; `interfaces` and `byId` follow from them, and `unused` from what happens to it. */
export type Lists = Omit<Network, 'byId' | 'interfaces' | 'unused'>;

/** The resources that other resources refer to as objects. */
type Referred = Vpc | Subnet | RouteTable | NetworkAcl | SecurityGroup | Outside;

type ById<T> = T extends string | number | bigint | boolean | undefined
  ? T
  : T extends Referred
    ? EntityId
    : T extends readonly (infer Item)[]
      ? readonly ById<Item>[]
      : T extends object
        ? { readonly [K in keyof T]: ById<T[K]> }
        : T;

/** A resource of the model with ids in place of the resources that it refers to. New fields of the model are included automatically. */
export type Explicit<T> = T extends object ? { readonly [K in keyof T]: ById<T[K]> } : never;

/** All lists of a network in that form. */
export type ExplicitParts = { readonly [K in keyof Lists]: readonly Explicit<Lists[K][number]>[] };

/** Anything with an id. */
export interface Identified {
  readonly id: EntityId;
}

/** The items by their ids. */
export function indexById<T extends Identified>(items: readonly T[]): ReadonlyMap<EntityId, T> {
  return new Map(items.map((item) => [item.id, item]));
}
