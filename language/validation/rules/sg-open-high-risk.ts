import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A high-risk port is open to the whole internet.
 *
 * High-risk ports are those of FTP, Telnet, SMTP, RPC, SMB and others. They include the usual ports of development servers and
 * dashboards (3000, 5000, 5601, 8080, 8888, …). Allow only the clients that need them. Listeners of internet-facing load
 * balancers, and targets of a Network Load Balancer with client IP preservation, are meant to be open and are not reported.
 *
 * Source: AWS Security Hub control EC2.19.
 */
export const sgOpenHighRisk: Rule = { code: 'sg-open-high-risk', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'high-risk')) {
    const message = `${group.name} opens the high-risk port ${port} to the whole internet: name the allowed clients instead of ${rule.peer.text}.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
