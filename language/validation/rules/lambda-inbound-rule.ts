import type { Network } from '#language/network/network.ts';
import { carriersByGroup } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Inbound rules of a Lambda function's security group have no effect.
 *
 * Clients call a function through the Lambda service, an API gateway, a load balancer or an event. No client connects to its
 * network interfaces, which serve only outbound connections. Remove the rule.
 *
 * Source: AWS whitepaper "Serverless Architectures with AWS Lambda", network configuration.
 */
export const lambdaInboundRule: Rule = { code: 'lambda-inbound-rule', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const carriers = carriersByGroup(network);
  for (const { id, name, isDefault, external, rules } of network.securityGroups) {
    const owners = (carriers.get(id) ?? []).map(({ owner }) => network.byId.get(owner)?.kind);
    if (isDefault || external !== undefined || owners.length === 0 || owners.some((kind) => kind !== 'lambda')) continue;
    for (const rule of rules) {
      if (rule.direction === 'egress') continue;
      const message = `Only Lambda functions use ${name}, and no client connects to a function: remove the inbound rule.`;
      yield { subject: rule.id, aspect: { of: 'whole' }, message };
    }
  }
}
