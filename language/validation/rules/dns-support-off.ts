import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Without DNS support nothing in the VPC can look up a name.
 *
 * The VPC's resolver is off: names of databases, load balancers and everything outside resolve only if your own DNS servers do
 * it. Remove the line unless you run some.
 *
 * Source: Amazon VPC User Guide, "DNS attributes for your VPC".
 */
export const dnsSupportOff: Rule = { code: 'dns-support-off', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, dnsSupport } of network.vpcs) {
    if (dnsSupport) continue;
    const message = `The resolver of ${name} is off, so nothing in it can look up a name: remove the line, unless you run DNS servers of your own.`;
    yield { subject: id, aspect: { of: 'dns-support' }, message };
  }
}
