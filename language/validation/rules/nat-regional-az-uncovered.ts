import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A regional NAT gateway in manual mode serves the zones that it has an address in.
 *
 * What comes from another zone is dropped (the documents name an explanation code for it and say no more: assumed). Add a line
 * `az … elastic-ip …` for the zone, or name no zones: then AWS brings an address for each.
 *
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion"; Reachability Analyzer,
 * REGIONAL_NGW_ROUTE_AZ_RESTRICTION.
 */
export const natRegionalAzUncovered: Rule = { code: 'nat-regional-az-uncovered', severity: 'warning', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* droppedSteps(network, claims, 'nat-regional-az-uncovered');
  const clients = clientsOf(network);
  for (const { id, name, mode, addresses } of network.regionalNats) {
    const covered = new Set(addresses.map(({ zone }) => zone));
    for (const { subnet, route } of mode === 'manual' ? (clients.get(id) ?? []) : []) {
      if (subnet.zone === undefined || covered.has(subnet.zone)) continue;
      yield {
        subject: route.id,
        aspect: { of: 'target' },
        message: `${name} has no address in ${subnet.zone}, where ${subnet.name} is: add "az ${subnet.zone} elastic-ip …" to it.`,
        related: [{ subject: id, message: `${name} is declared here.` }],
      };
    }
  }
}
