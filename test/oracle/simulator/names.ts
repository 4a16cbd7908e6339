// Which address a name resolves to, from one place (1.20, 8.2, 12.11).
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';

/** A resource by its name: one of its addresses inside, and its public one. */
export interface Named {
  readonly id: EntityId;
  readonly iface: Interface | undefined;
  readonly inside: Address;
  readonly shown: Address | undefined;
}

/** The addresses that a name may resolve to for `from` (none: an external host). */
export function resolve(network: Network, from: Interface | undefined, to: Named): readonly Address[] {
  const vpc = from?.subnet.vpc;
  const balancer = network.loadBalancers.find(({ id }) => id === to.id);
  const isNear = vpc !== undefined && to.iface?.subnet.vpc === vpc && balancer?.scheme !== 'internet-facing';
  const replaced =
    isNear || vpc === undefined || !vpc.dnsSupport || !vpc.dnsHostnames
      ? []
      : network.endpoints.filter(
          (one) => one.type === 'interface' && one.vpc === vpc && one.privateDns && one.serves.includes(to.id),
        );
  // 12.11: inside the VPC the service's name leads to the endpoint, in the families that it has.
  const ends = replaced.flatMap(({ interfaces }) => interfaces.flatMap(({ addresses }) => addresses.map((own) => own.private)));
  const sameFamily = ends.filter(({ family }) => family === to.inside.family);
  if (sameFamily.length > 0) return sameFamily;
  const shown = to.shown ?? to.inside;
  // 1.20; 8.2: the name of an internet-facing load balancer resolves to public addresses everywhere.
  return [isNear ? to.inside : shown];
}
