// Things with interfaces in several subnets → the availability zones that they stand in.
import type { Interface } from '#language/network/interface.ts';

/** The zones, each once. A subnet that names none may lie anywhere: it counts as a zone of its own. */
export function zonesOf(interfaces: readonly Interface[]): readonly string[] {
  return [...new Set(interfaces.map(({ subnet }) => subnet.zone ?? `zone of ${subnet.id}`))];
}

/** The zones if every subnet names one. */
export function knownZonesOf(interfaces: readonly Interface[]): ReadonlySet<string> | undefined {
  const zones = interfaces.map(({ subnet }) => subnet.zone);
  const known = zones.filter((zone) => zone !== undefined);
  return known.length === zones.length ? new Set(known) : undefined;
}
