import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow tries to enter through a NAT gateway.
 *
 * A NAT gateway allows outbound connections and their replies only. It has no entry for a connection that no internal host
 * opened, and it has no port forwarding. For inbound requests use an ALB, an NLB, an API gateway, or a public address. If the
 * flow shows that unsolicited packets are dropped, write `dropped` after the step.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot NAT gateways" and "Compare NAT gateways and NAT instances".
 */
export const natInboundExpected: Rule = { code: 'nat-inbound-expected', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(
    network,
    claims,
    'nat-inbound-expected',
    'Use a load balancer for inbound requests, or add "dropped" to the step if the drop is intended.',
  );
}
