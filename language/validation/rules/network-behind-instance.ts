import { type Flag, KINDS, resourceIn, resourceIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { checkFault } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * The instance before a network must forward packets.
 *
 * A network can be behind an instance or a node: a VPN server, a subnet router, a firewall. EC2 checks that an instance is the source or
 * the destination of each packet that it sends or receives, so the check drops the packets of the network. Add a line
 * `source-dest-check off` to the instance. Databases, functions and other resources that AWS manages forward nothing, and a NAT instance
 * gives packets its own address.
 *
 * Source: EC2 User Guide, "Elastic network interfaces" (source/destination check); Amazon VPC User Guide, "Example routing options".
 */
export const networkBehindInstance: Rule = { code: 'network-behind-instance', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, behind } of network.outside) {
    const instance = behind === undefined ? undefined : network.byId.get(behind);
    if (instance === undefined || !resourceIn(instance, 'workload')) continue;
    const remark = { subject: id, aspect: { of: 'behind' } } as const;
    if (!resourceIs(instance, 'forwards')) {
      const message = `${instance.name} cannot have a network behind it: only an ${listed(FORWARDERS, 'or')} forwards packets unchanged.`;
      yield { ...remark, message };
    } else if (instance.interfaces.some(({ sourceDestCheck }) => sourceDestCheck)) {
      const message = `The source/destination check of ${instance.name} is on and drops the packets of ${name}: add "source-dest-check off" to ${instance.name}.`;
      yield { ...remark, message, basis: { fault: checkFault(instance), resources: [id, instance.id] } };
    }
  }
}

const FORWARDERS = Object.values(KINDS).flatMap(({ is, word }: { readonly is: readonly Flag[]; readonly word: string }) =>
  is.includes('forwards') ? [word] : [],
);
