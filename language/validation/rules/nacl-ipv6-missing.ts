import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL without IPv6 rules is used by a subnet with IPv6 addresses.
 *
 * IPv4 rules do not match IPv6 packets, so the network ACL denies them all. Add rules for `::/0`, or use `any`, which matches
 * both address families.
 *
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC".
 */
export const naclIpv6Missing: Rule = { code: 'nacl-ipv6-missing', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, prefixes, networkAcl } of network.subnets) {
    const hasIpv6 = prefixes.some(({ family }) => family === 6);
    const rules = networkAcl.entries.flatMap((entry) => entry.prefixes);
    if (
      !hasIpv6 ||
      networkAcl.entries.some(({ unknown }) => unknown) ||
      rules.length === 0 ||
      rules.some(({ family }) => family === 6)
    )
      continue;
    const message = `${networkAcl.name} has only IPv4 rules, so it denies all IPv6 traffic of ${name}: add rules for ::/0, or use "any".`;
    yield {
      subject: id,
      aspect: { of: 'network-acl' },
      message,
      related: [{ subject: networkAcl.id, message: 'The network ACL.' }],
    };
  }
}
