import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Without DNS support, resources in the VPC cannot resolve names.
 *
 * The Amazon DNS resolver of the VPC is off. The names of databases, load balancers and external hosts resolve only through your
 * own DNS servers. Remove the line unless you run such servers.
 *
 * Source: Amazon VPC User Guide, "DNS attributes for your VPC".
 */
export const dnsSupportOff: Rule = { code: 'dns-support-off', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, dnsSupport } of network.vpcs) {
    if (dnsSupport) continue;
    const message = `The DNS resolver of ${name} is off, so its resources cannot resolve names: remove the line unless you run your own DNS servers.`;
    yield { subject: id, aspect: { of: 'dns-support' }, message };
  }
}
