import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT instance must be allowed to pass packets that are not its own.
 *
 * EC2 checks each interface: it may only send from and receive for its own addresses. A NAT instance forwards packets of others,
 * so the check drops all of them. Add a line `source-dest-check off`.
 *
 * Source: Amazon VPC User Guide, "NAT instances", "Disable source/destination checks".
 */
export const natInstanceSrcDstCheck: Rule = { code: 'nat-instance-src-dst-check', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    if (kind !== 'nat-instance' || !interfaces.some(({ sourceDestCheck }) => sourceDestCheck)) continue;
    const message = `${name} drops the packets of others while its source/destination check is on: add "source-dest-check off".`;
    yield { subject: id, aspect: { of: 'source-dest-check' }, message };
  }
}
