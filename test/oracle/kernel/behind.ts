// A network behind an instance → a namespace on a cable of its own to the machine. The machine passes packets on and tracks none of them:
// no security group, network ACL or route of the VPC is in between. Packets to and from the VPC pass the machine's interface like all others.
// Facts 0.7 and 7.2 of the source/destination check; a route to the interface of an instance: 2.11.
import { type Address, formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import { INTERNET, type Names } from './names.ts';
import type { Plan } from './plan.ts';

/** The machine's own routes, to the networks behind it. They apply before those to its interfaces. */
const BEHIND = 40;

/** The network with those of the addresses that are in it. Without an instance nothing leads there. The machine must be there already. */
export function addNetworkBehind(
  plan: Plan,
  names: Names,
  network: Network,
  outside: Outside,
  addresses: readonly Address[],
): void {
  if (outside.behind === undefined) return;
  const name = names.behind(outside);
  plan.add(name, outside.id);
  for (const address of addresses.filter((one) => names.outside(one) === name)) plan.own(name, address, 'lo');
  const instance = network.byId.get(outside.behind);
  const iface = instance !== undefined && 'interfaces' in instance ? instance.interfaces[0] : undefined;
  if (iface === undefined) return;
  const guest = names.guest(iface);
  plan.cable(name, 'instance', guest, name);
  plan.ip(name, 'route add default dev instance', '-6 route add default dev instance');
  if (plan.count(guest, `lookup ${BEHIND}`) === 0)
    plan.ip(guest, `-4 rule add pref ${BEHIND} lookup ${BEHIND}`, `-6 rule add pref ${BEHIND} lookup ${BEHIND}`);
  for (const prefix of outside.prefixes)
    plan.ip(guest, `-${prefix.family} route replace ${formatPrefix(prefix)} dev ${name} table ${BEHIND}`);
}

/** The addresses that are on the internet. */
export function onInternet(names: Names, addresses: readonly Address[]): readonly Address[] {
  return addresses.filter((address) => names.outside(address) === INTERNET);
}
