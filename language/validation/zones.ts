// Interfaces in several subnets → their Availability Zones.
import type { Interface } from '#language/network/interface.ts';

/** The Availability Zones, each once. A subnet without an `az` line counts as another zone, because it may be anywhere. */
export function zonesOf(interfaces: readonly Interface[]): readonly string[] {
  return [...new Set(interfaces.map(({ subnet }) => subnet.zone ?? `zone of ${subnet.id}`))];
}

/** The Availability Zones; `undefined` if some subnet has no `az` line. */
export function knownZonesOf(interfaces: readonly Interface[]): ReadonlySet<string> | undefined {
  const zones = interfaces.map(({ subnet }) => subnet.zone);
  const known = zones.filter((zone) => zone !== undefined);
  return known.length === zones.length ? new Set(known) : undefined;
}
