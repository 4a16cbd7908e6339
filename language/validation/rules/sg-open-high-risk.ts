import type { Network } from '#language/network/network.ts';
import { openings } from '#language/validation/openings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A port that attackers look for is open to the whole internet.
 *
 * Among them are FTP, Telnet, SMTP, RPC, SMB, and the ports on which development servers and dashboards listen (3000, 5000, 5601,
 * 8080, 8888, …). Name who may come. Listeners of internet-facing load balancers, and targets of a network load balancer that
 * keeps the clients' addresses, are meant to be open and are not reported.
 *
 * Source: AWS Security Hub control EC2.19.
 */
export const sgOpenHighRisk: Rule = { code: 'sg-open-high-risk', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rule, group, port } of openings(network, 'high-risk')) {
    const message = `${group.name} opens port ${port}, which attackers look for, to the whole internet: name who may come in place of ${rule.peer.text}.`;
    yield { subject: rule.id, aspect: { of: 'peer', index: 0 }, message };
  }
}
