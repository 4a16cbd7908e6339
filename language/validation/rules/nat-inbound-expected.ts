import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow tries to come in by a NAT gateway.
 *
 * A NAT gateway lets connections out and their answers in, nothing else: it has no entry for a connection that nobody inside
 * opened, and there is no port forwarding. For requests from outside use an ALB or NLB, an API gateway, or a public address.
 * Write `dropped` behind the leg if the story is that strangers stay out.
 *
 * Source: Amazon VPC User Guide, "Troubleshoot NAT gateways" and "Compare NAT gateways and NAT instances".
 */
export const natInboundExpected: Rule = { code: 'nat-inbound-expected', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(
    network,
    claims,
    'nat-inbound-expected',
    'Use a load balancer for the way in, or write "dropped" behind the leg if that is the story.',
  );
}
