import type { Network } from '#language/network/network.ts';
import { machineOf } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Instance targets must be in the VPC of their target group.
 *
 * AWS rejects instances of another VPC. Register instances in other networks by their addresses (`target-type ip`), if the
 * networks are connected.
 *
 * Source: Elastic Load Balancing, "Target groups", registered targets.
 */
export const lbInstanceTargetOtherVpc: Rule = { code: 'lb-instance-target-other-vpc', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { name, vpc, targets } of network.targetGroups) {
    for (const target of targets) {
      const workload = target.type === 'instance' ? machineOf(target, network) : undefined;
      if (workload?.vpc === undefined || workload.vpc.id === vpc.id) continue;
      const message = `${workload.name} is in ${workload.vpc.name}, but target group ${name} is in ${vpc.name}: register an instance of ${vpc.name}, or use "target-type ip".`;
      yield {
        subject: target.id,
        aspect: { of: 'whole' },
        message,
        related: [{ subject: workload.id, message: `${workload.name} is declared here.` }],
      };
    }
  }
}
