// Interfaces in several subnets → their Availability Zones.
import type { Interface } from '#language/network/interface.ts';

/** The Availability Zones, each once. A subnet without an `az` line counts as another one, because it may be anywhere. */
export function azsOf(interfaces: readonly Interface[]): readonly string[] {
  return [...new Set(interfaces.map(({ subnet }) => subnet.az ?? `zone of ${subnet.id}`))];
}

/** The Availability Zones; `undefined` if some subnet has no `az` line. */
export function knownAzsOf(interfaces: readonly Interface[]): ReadonlySet<string> | undefined {
  const azs = interfaces.map(({ subnet }) => subnet.az);
  const known = azs.filter((az) => az !== undefined);
  return known.length === azs.length ? new Set(known) : undefined;
}
