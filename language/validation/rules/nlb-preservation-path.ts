import { formatAddress } from '#language/network/address.ts';
import type { Target } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { connectionsBetween, vpcWith } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Network Load Balancer preserves the client address for a target that it cannot reach directly.
 *
 * The target replies to the client's address, and the reply must return through the load balancer. That works only inside one
 * VPC, or over a peering connection in one Region. Set `preserve-client-ip off` in the target group. The proxy protocol can tell
 * the target who the client is.
 *
 * Source: Elastic Load Balancing, "Edit target group attributes for your Network Load Balancer", client IP preservation.
 */
export const nlbPreservationPath: Rule = { code: 'nlb-preservation-path', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) {
    if (balancer.kind !== 'nlb') continue;
    for (const group of groupsOf(network, balancer)) {
      for (const target of group.preserveClientIp ? group.targets : []) {
        const place = placeOf(network, target);
        if (place === undefined || isDirect(network, balancer.vpc, place.vpc)) continue;
        yield {
          subject: target.id,
          aspect: { of: 'whole' },
          message: `${place.name} is ${place.vpc === undefined ? 'in no VPC of this file' : `in ${place.vpc.name}`}, so its replies to clients do not return through ${balancer.name}: set "preserve-client-ip off" in ${group.name}.`,
          related: [
            { subject: group.id, aspect: { of: 'preserve-client-ip' }, message: `${group.name} preserves client addresses.` },
          ],
        };
      }
    }
  }
}

/** Name and VPC of a target; no VPC for an external address. `undefined` for targets that receive no packets. */
function placeOf(
  network: Network,
  { resource, type, address }: Target,
): { readonly name: string; readonly vpc: Vpc | undefined } | undefined {
  if (type !== 'ip' && type !== 'instance') return undefined;
  if (address !== undefined) return { name: formatAddress(address), vpc: vpcWith(network, address) };
  const found = network.byId.get(resource);
  return found !== undefined && 'interfaces' in found && found.vpc !== undefined
    ? { name: found.name, vpc: found.vpc }
    : undefined;
}

function isDirect(network: Network, own: Vpc, other: Vpc | undefined): boolean {
  if (other === undefined) return false;
  const isPeered = connectionsBetween(network, own, other).some(({ kind }) => kind === 'peering');
  return own === other || (isPeered && own.region === other.region);
}
