import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { clientsOf } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A regional NAT gateway in manual mode serves only the Availability Zones in which it has an address.
 *
 * Traffic from other Availability Zones is dropped. (Assumed: AWS documents an explanation code for this, but no details.) Add a
 * line `az … elastic-ip …` for the Availability Zone, or remove all such lines: AWS then assigns an address in each.
 *
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion"; Reachability Analyzer,
 * REGIONAL_NGW_ROUTE_AZ_RESTRICTION.
 */
export const natRegionalAzUncovered: Rule = { code: 'nat-regional-az-uncovered', severity: 'warning', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'nat-regional-az-uncovered');
  const clients = clientsOf(network);
  for (const { id, name, mode, addresses } of network.regionalNats) {
    const covered = new Set(addresses.map(({ az }) => az));
    for (const { subnet, route } of mode === 'manual' ? (clients.get(id) ?? []) : []) {
      if (subnet.az === undefined || covered.has(subnet.az)) continue;
      yield {
        subject: route.id,
        aspect: { of: 'target' },
        message: `${name} has no address in ${subnet.az}, where subnet ${subnet.name} is: add "az ${subnet.az} elastic-ip …" to ${name}.`,
        related: [{ subject: id, message: `${name} is declared here.` }],
      };
    }
  }
}
