import type { Network } from '#language/network/network.ts';
import { checkFault } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT instance needs its source/destination check disabled.
 *
 * EC2 checks that an instance is the source or the destination of each packet that it sends or receives. A NAT instance forwards
 * packets of other hosts, so the check drops them. Add a line `source-dest-check off`.
 *
 * Source: Amazon VPC User Guide, "NAT instances", "Disable source/destination checks".
 */
export const natInstanceSrcDstCheck: Rule = { code: 'nat-instance-src-dst-check', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    if (kind !== 'nat-instance' || !interfaces.some(({ sourceDestCheck }) => sourceDestCheck)) continue;
    const message = `The source/destination check of ${name} is enabled and drops all packets that it should forward: add "source-dest-check off".`;
    yield { subject: id, aspect: { of: 'source-dest-check' }, message, basis: { fault: checkFault({ id }), resources: [id] } };
  }
}
