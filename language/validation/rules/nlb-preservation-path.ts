import { formatAddress } from '#language/network/address.ts';
import type { Target } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { groupsBehind } from '#language/validation/balanced-paths.ts';
import { connectionsBetween, vpcWith } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A network load balancer keeps the client's address for a target that it does not reach directly.
 *
 * The target's answer goes to the client's address and must find back to the load balancer: that works inside one VPC and over a
 * peering connection of one region, and over nothing else. Write `preserve-client-ip off` in the target group; the proxy protocol
 * can tell the target who called.
 *
 * Source: Elastic Load Balancing, "Edit target group attributes for your Network Load Balancer", client IP preservation.
 */
export const nlbPreservationPath: Rule = { code: 'nlb-preservation-path', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const balancer of network.loadBalancers) {
    if (balancer.kind !== 'nlb') continue;
    for (const group of groupsBehind(balancer, network)) {
      for (const target of group.preserveClientIp ? group.targets : []) {
        const place = placeOf(network, target);
        if (place === undefined || isDirect(network, balancer.vpc, place.vpc)) continue;
        yield {
          subject: target.id,
          aspect: { of: 'whole' },
          message: `${place.name} is ${place.vpc === undefined ? 'in no VPC of this file' : `in ${place.vpc.name}`}, and answers to clients would not find back to ${balancer.name}: write "preserve-client-ip off" in ${group.name}.`,
          related: [
            { subject: group.id, aspect: { of: 'preserve-client-ip' }, message: `${group.name} keeps the address of clients.` },
          ],
        };
      }
    }
  }
}

/** `vpc` is undefined for addresses that no VPC has. Nothing for targets that no packets go to. */
function placeOf(
  network: Network,
  { resource: thing, type, address }: Target,
): { readonly name: string; readonly vpc: Vpc | undefined } | undefined {
  if (type !== 'ip' && type !== 'instance') return undefined;
  if (address !== undefined) return { name: formatAddress(address), vpc: vpcWith(network, address) };
  const found = network.byId.get(thing);
  return found !== undefined && 'interfaces' in found && found.vpc !== undefined
    ? { name: found.name, vpc: found.vpc }
    : undefined;
}

function isDirect(network: Network, own: Vpc, other: Vpc | undefined): boolean {
  if (other === undefined) return false;
  const isPeered = connectionsBetween(network, own, other).some(({ kind }) => kind === 'peering');
  return own === other || (isPeered && own.region === other.region);
}
