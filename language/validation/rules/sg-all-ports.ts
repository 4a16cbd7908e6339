import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An inbound rule opens all ports, or more than a thousand of them, to addresses outside.
 *
 * Whatever the machine happens to run is then open, today and after the next update. Name the ports that are meant. Rules for
 * private addresses are not reported.
 *
 * Source: Amazon VPC User Guide, "Security group rules", best practices; AWS Security Hub control EC2.18.
 */
export const sgAllPorts: Rule = { code: 'sg-all-ports', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group } of openings(network, 'all-ports')) {
    const message = `${group.name} lets ${rule.peer.text} in on nearly every port (${formatTraffic(rule.traffic)}): name the ports that are meant.`;
    yield { subject: rule.id, aspect: { of: 'ports' }, message };
  }
}
