import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { carriageTo } from '#language/trace/geneve.ts';
import type { Trace } from '#language/trace/result.ts';
import { type Candidate, candidatesIn } from '#language/trace/targets.ts';
import { opener } from '#language/trace/trace.ts';
import { basisOf } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Gateway Load Balancer and one of its appliances cannot exchange packets.
 *
 * The load balancer sends each packet to UDP port 6081 of an appliance, and the appliance sends it back to port 6081 of the node. Neither is
 * a reply to the other: security groups and network ACLs must allow port 6081 in both directions. A Gateway Load Balancer has no security
 * group, so allow the CIDR blocks of its subnets: `ingress udp 6081 from 10.0.1.0/24`, `egress udp 6081 to 10.0.1.0/24`.
 *
 * Source: Elastic Load Balancing, "Register targets for your Gateway Load Balancer" (target security groups, network ACLs).
 */
export const gwlbApplianceBlocked: Rule = { code: 'gwlb-appliance-blocked', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers.filter(({ kind }) => kind === 'gwlb')) {
    const reported = new Set<string>();
    for (const { candidate, trace, isBack } of blockedPackets(network, balancer)) {
      const { target, interface: iface } = candidate;
      const [first] = trace.blockers;
      if (reported.has(target.id)) continue;
      reported.add(target.id);
      const appliance = iface === undefined ? shortName(target.resource) : shortName(iface.owner);
      const [from, to] = isBack ? [appliance, balancer.name] : [balancer.name, appliance];
      yield {
        subject: target.id,
        aspect: { of: 'whole' },
        message: `${from} cannot send packets to ${to} on udp 6081${first === undefined ? '.' : `: ${first.reason}`}`,
        related: first === undefined ? [] : [{ subject: first.decidedBy ?? first.at, message: 'This blocks them.' }],
        basis: { ...basisOf(network, trace), isClaim: false, resources: [target.id, balancer.id] },
      };
    }
  }
}

interface BlockedPacket {
  readonly candidate: Candidate;
  readonly trace: Trace;
  readonly isBack: boolean;
}

function blockedPackets(network: Network, balancer: LoadBalancer): readonly BlockedPacket[] {
  return groupsOf(network, balancer).flatMap((group) =>
    balancer.nodes.flatMap((node) =>
      candidatesIn(network, balancer, node, group).candidates.flatMap((candidate) => blockedBetween(network, node, candidate)),
    ),
  );
}

/** Nothing is known of addresses that no resource of the file has. */
function blockedBetween(network: Network, node: Interface, candidate: Candidate): readonly BlockedPacket[] {
  const carriage = candidate.interface && carriageTo(network, node, candidate, opener(network, 'all'));
  if (carriage === undefined) return [];
  const { there, back } = carriage;
  if (there.verdict === 'dropped') return [{ candidate, trace: there, isBack: false }];
  return back?.verdict === 'dropped' ? [{ candidate, trace: back, isBack: true }] : [];
}
