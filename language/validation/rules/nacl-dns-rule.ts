import { RESOLVER_OFFSET } from '#language/aws/addresses.ts';
import { covers, hostPrefix, nth, type Prefix, parsePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule of a network ACL for the VPC's resolver or for metadata does nothing.
 *
 * Queries to the resolver, metadata, time and DHCP pass by all lists and security groups. To filter names use Route 53 Resolver
 * DNS Firewall; to do without the resolver write `dns-support off`.
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
        'This rule has no effect: the resolver and the metadata service pass by all network ACLs. Use DNS Firewall to filter names.';
      yield { subject: id, aspect: { of: 'peer', index: 0 }, message };
    }
  }
}

function resolverOf({ prefixes }: Vpc): readonly Prefix[] {
  const [primary] = prefixes;
  return primary?.family === 4 ? [hostPrefix(nth(primary, RESOLVER_OFFSET))] : [];
}
