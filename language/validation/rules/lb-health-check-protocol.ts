import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A target group of an Application Load Balancer cannot check health over TCP.
 *
 * AWS rejects it: a target group with the protocol HTTP or HTTPS has health checks over HTTP or HTTPS. Change the protocol of the
 * line `health-check`.
 *
 * Source: Elastic Load Balancing API, CreateTargetGroup (HealthCheckProtocol).
 */
export const lbHealthCheckProtocol: Rule = { code: 'lb-health-check-protocol', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, protocol, healthCheck } of network.targetGroups) {
    if (healthCheck?.protocol !== 'tcp' || (protocol !== 'http' && protocol !== 'https')) continue;
    const message = `${name} has the protocol ${protocol}, so AWS rejects health checks over tcp: write "health-check ${protocol} ${healthCheck.port}".`;
    yield { subject: id, aspect: { of: 'health-check' }, message };
  }
}
