import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An inbound rule opens all ports, or more than 1,000, to external addresses.
 *
 * Every service on the host is then open, now and after the next update. Allow only the ports that are needed. Rules for private
 * addresses are not reported.
 *
 * Source: Amazon VPC User Guide, "Security group rules", best practices; AWS Security Hub control EC2.18.
 */
export const sgAllPorts: Rule = { code: 'sg-all-ports', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group } of openings(network, 'all-ports')) {
    const message = `${group.name} opens nearly all ports (${formatTraffic(rule.traffic)}) to ${rule.peer.text}: allow only the ports that are needed.`;
    yield { subject: rule.id, aspect: { of: 'ports' }, message };
  }
}
