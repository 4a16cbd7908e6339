import type { InternetGateway } from '#language/network/gateways.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A VPC can have one internet gateway and one egress-only internet gateway.
 *
 * AWS rejects a second one. One is enough: it is redundant and has no bandwidth limit of its own.
 *
 * Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway"; Amazon VPC quotas.
 */
export const igwMultiple: Rule = { code: 'igw-multiple', severity: 'error', check };

const NAMES: Readonly<Record<InternetGateway['kind'], string>> = {
  igw: 'internet gateway',
  'egress-igw': 'egress-only internet gateway',
};

function* check(network: Network): Iterable<Remark> {
  for (const [first, ...others] of groupBy(network.gateways, ({ vpc, kind }) => `${vpc.id} ${kind}`).values()) {
    if (first === undefined) continue;
    for (const { id, kind, name, vpc } of others) {
      const message = `${vpc.name} already has an ${NAMES[kind]}: use ${first.name} instead of ${name}.`;
      yield { subject: id, message, related: [{ subject: first.id, message: 'The first gateway.' }] };
    }
  }
}
