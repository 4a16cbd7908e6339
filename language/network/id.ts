// Ids connect all stages: hops, findings and boxes carry them, and `Sources` maps an id to its line.

/**
 * The qualified name of a resource (`production.worker-1`, `internet`), or of a part of a resource without a name of its own
 * (`production.web#ingress-2`, `production.public-a#route-1`).
 */
export type EntityId = string & { readonly '~entity': true };

/** Brands a qualified name. Only `to-network` and the builder make new ids. */
export function entityId(text: string): EntityId {
  return text as EntityId;
}

/** The id of an unnamed part of a resource; parts of one role count from 1. */
export function partId(owner: EntityId, role: string, number: number): EntityId {
  return entityId(`${owner}#${role}-${number}`);
}

/** The resource a part belongs to; a resource's own id stays as it is. */
export function ownerOf(id: EntityId): EntityId {
  return entityId(id.split('#')[0] ?? id);
}

/** The last part of a qualified name. */
export function shortName(id: EntityId): string {
  return ownerOf(id).split('.').at(-1) ?? id;
}
