// The packets in which a Gateway Load Balancer carries others to an appliance, and in which the appliance sends them back.
// Source: Elastic Load Balancing, "Target groups for your Gateway Load Balancers" (GENEVE on UDP 6081) and "Register targets for your
// Gateway Load Balancer" (target security groups: inbound and outbound traffic on port 6081).
import { sameAddress } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { connectionEndsAt } from './connection-end.ts';
import type { Trace } from './result.ts';
import { type Open, queryTo } from './rotation.ts';
import { addressOfCandidate, type Candidate } from './targets.ts';

/** What becomes of a packet in GENEVE between a node and an appliance. Neither is a reply to the other: both are sent to port 6081. */
export interface Carriage {
  readonly there: Trace;
  /** `undefined` for an appliance outside the VPC: how its packets come back is not modelled. */
  readonly back: Trace | undefined;
}

const known = perObject((_: Network) => perObject((_: Interface) => new Map<string, Carriage | undefined>()));

/** The packets between the node and the appliance, traced once. `undefined` without addresses of one family. */
export function carriageTo(network: Network, node: Interface, candidate: Candidate, open: Open): Carriage | undefined {
  const byCandidate = known(network)(node);
  const key = `${candidate.target.id} ${candidate.id}`;
  const carriage = byCandidate.has(key) ? byCandidate.get(key) : traced(network, node, candidate, open);
  byCandidate.set(key, carriage);
  return carriage;
}

function traced(network: Network, node: Interface, candidate: Candidate, open: Open): Carriage | undefined {
  const query = queryTo(network, node, candidate, 'udp');
  if (query === undefined) return undefined;
  const oneWay = { protocol: 'udp', port: candidate.target.port, isHealthCheck: true, isOneWay: true } as const;
  const there = open({ ...query, ...oneWay });
  const address = addressOfCandidate(candidate);
  const ends = candidate.interface === undefined ? [] : connectionEndsAt(network, candidate.interface);
  const from = address && ends.find((end) => sameAddress(end.address, address));
  const back = from && open({ from, to: { ...query.from, written: query.from.address }, ...oneWay });
  return { there, back };
}
