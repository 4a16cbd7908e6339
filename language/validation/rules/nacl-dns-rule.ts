import { covers } from '#language/network/address.ts';
import { LINK_LOCAL_BLOCKS, resolversOf, SERVICE_BLOCKS } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
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

function* check(network: Network): Iterable<Remark> {
  for (const { vpc, entries } of network.networkAcls) {
    const services = [...LINK_LOCAL_BLOCKS[4], ...SERVICE_BLOCKS, ...resolversOf(vpc)];
    for (const { id, prefixes } of entries) {
      if (!prefixes.some((prefix) => services.some((service) => covers(service, prefix)))) continue;
      const message =
        'This rule has no effect: network ACLs do not filter traffic to the resolver and the metadata service. Use DNS Firewall to filter names.';
      yield { subject: id, aspect: { of: 'peer', index: 0 }, message };
    }
  }
}
