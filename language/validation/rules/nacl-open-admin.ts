import { ADMIN_PORTS, WIDE_RANGE } from '#language/aws/risky-ports.ts';
import type { Network } from '#language/network/network.ts';
import { portsOf } from '#language/packets/match.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL allows SSH or RDP from the whole internet.
 *
 * Security groups may still deny it, but the network ACL should be the second layer of defence. Allow only your own addresses.
 * Wide ranges for replies such as 1024-65535, and network ACLs that allow everything, are not reported.
 *
 * Source: AWS Security Hub control EC2.21.
 */
export const naclOpenAdmin: Rule = { code: 'nacl-open-admin', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { name, entries } of network.networkAcls) {
    for (const { id, direction, action, traffic, prefixes } of entries) {
      if (
        direction !== 'inbound' ||
        action === 'deny' ||
        traffic.protocol !== 'tcp' ||
        !prefixes.some(({ length }) => length === 0)
      )
        continue;
      const ranges = portsOf(traffic).filter(({ from, to }) => to - from < WIDE_RANGE);
      const port = [...ADMIN_PORTS.keys()].find((admin) => ranges.some(({ from, to }) => from <= admin && admin <= to));
      if (port === undefined) continue;
      const message = `${name} allows ${ADMIN_PORTS.get(port)} (${port}) from the whole internet: name your own network.`;
      yield { subject: id, aspect: { of: 'peer', index: 0 }, message };
    }
  }
}
