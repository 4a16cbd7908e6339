import { RESOLVER_OFFSET } from '#language/aws/addresses.ts';
import { covers, hostPrefix, nth, type Prefix, parsePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network ACL rule for the DNS resolver or the instance metadata service has no effect.
 *
 * Network ACLs and security groups do not filter DNS queries to the resolver, instance metadata, time synchronization and DHCP.
 * To filter names, use Route 53 Resolver DNS Firewall. To turn off the resolver, write `dns-support off`.
 *
 * Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists" and "Understanding Amazon DNS".
 */
export const naclDnsRule: Rule = { code: 'nacl-dns-rule', severity: 'info', check };

const LINK_LOCAL = ['169.254.0.0/16', 'fd00:ec2::/32'].flatMap((text) => parsePrefix(text) ?? []);

function* check(network: Network): Iterable<Remark> {
  for (const { vpc, entries } of network.networkAcls) {
    const services = [...LINK_LOCAL, ...resolverOf(vpc)];
    for (const { id, prefixes } of entries) {
      if (!prefixes.some((prefix) => services.some((service) => covers(service, prefix)))) continue;
      const message =
        'This rule has no effect: network ACLs do not filter traffic to the resolver and the metadata service. Use DNS Firewall to filter names.';
      yield { subject: id, aspect: { of: 'peer', index: 0 }, message };
    }
  }
}

function resolverOf({ prefixes }: Vpc): readonly Prefix[] {
  const [primary] = prefixes;
  return primary?.family === 4 ? [hostPrefix(nth(primary, RESOLVER_OFFSET))] : [];
}
