// A network → the script that builds it out of network namespaces.
import type { Address } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { addNetworkBehind, onInternet } from './behind.ts';
import { addDuty } from './guests.ts';
import { addInterface } from './interface.ts';
import type { Names } from './names.ts';
import { Plan } from './plan.ts';
import { addRoutes } from './router.ts';
import { addSubnet } from './subnet.ts';
import { addTransitGateway } from './transit.ts';
import { addEdgeRoutes, addGateway, addInternet, addRegionalNat, addVpc } from './vpc.ts';

/** The script; `outside` are addresses in use outside of all VPCs: on the internet, and in networks behind instances. */
export function compile(network: Network, names: Names, outside: readonly Address[]): string {
  const plan = new Plan(network.vpcs.some(({ prefixes }) => prefixes.some(({ family }) => family === 6)));
  addInternet(plan, onInternet(names, outside));
  for (const vpc of network.vpcs) addVpc(plan, names, network, vpc);
  for (const gateway of network.gateways) addGateway(plan, names, network, gateway);
  for (const iface of network.interfaces) addInterface(plan, names, network, iface);
  for (const one of network.outside) addNetworkBehind(plan, names, network, one, outside);
  for (const subnet of network.subnets) addSubnet(plan, names, network, subnet);
  for (const gateway of network.transitGateways) addTransitGateway(plan, names, gateway);
  for (const nat of network.regionalNats) addRegionalNat(plan, names, network, nat);
  for (const gateway of network.gateways) addEdgeRoutes(plan, names, network, gateway);
  for (const subnet of network.subnets) {
    const { vpc, routeTable: table } = subnet;
    addRoutes(plan, names, network, { name: names.subnet(subnet), vpc, table, subnet });
  }
  for (const iface of network.interfaces) addDuty(plan, names, network, iface);
  return plan.script();
}
