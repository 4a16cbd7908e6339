import { ENDPOINT_PORT } from '#language/aws/endpoints.ts';
import { listenerTraffic } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, portTraffic, type Traffic } from '#language/network/traffic.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { rulesFor } from '#language/validation/balanced-paths.ts';
import { groupFault } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security group of an interface endpoint allows no clients.
 *
 * Clients connect to the addresses of the endpoint: on tcp 443 for AWS services, on the listener ports for your own load
 * balancer. The security group of the endpoint needs an inbound rule for them, for example `ingress tcp 443 from` the VPC.
 *
 * Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint".
 */
export const endpointInterfaceSg: Rule = { code: 'endpoint-interface-sg', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const endpoint of network.endpoints) {
    if (endpoint.type !== 'interface') continue;
    const needed = trafficOf(network, endpoint);
    const shut = endpoint.interfaces.find((own) => needed.every((traffic) => rulesFor(own, 'ingress', traffic)?.length === 0));
    const [group] = shut?.securityGroups ?? [];
    const [first] = needed;
    if (shut === undefined || group === undefined || first === undefined) continue;
    const text = formatTraffic(first);
    yield {
      subject: endpoint.id,
      aspect: { of: 'security-groups' },
      message: `No client can reach ${endpoint.name}: ${group.isDefault ? 'the default security group' : `security group ${group.name}`} has no inbound rule for ${text}. Add "ingress ${text} from ${endpoint.vpc.name}"${group.isDefault ? ' to its own security group' : ''}.`,
      related: [{ subject: group.id, message: `${group.name} is declared here.` }],
      basis: { fault: groupFault(shut.securityGroups ?? [], 'ingress'), resources: [endpoint.id, group.id] },
    };
  }
}

function trafficOf({ byId }: Network, { serves }: VpcEndpoint): readonly Traffic[] {
  const spoken = serves.flatMap((id) => {
    const balancer = byId.get(id);
    return balancer?.kind === 'nlb' ? balancer.listeners.map(listenerTraffic) : [];
  });
  return spoken.length > 0 ? spoken : [portTraffic('tcp', ENDPOINT_PORT)];
}
