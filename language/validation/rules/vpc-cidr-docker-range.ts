import { DOCKER_BLOCK } from '#language/aws/blocks.ts';
import { overlaps, parsePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A block in 172.17.0.0/16 is legal, but collides with Docker.
 *
 * Docker's bridge uses that range on every machine that runs it, among them those of some AWS services (Cloud9, SageMaker). They
 * cannot reach addresses of the VPC that Docker thinks are its own. Choose another range while it is easy.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks".
 */
export const vpcCidrDockerRange: Rule = { code: 'vpc-cidr-docker-range', severity: 'info', check };

const DOCKER = parsePrefix(DOCKER_BLOCK);

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes } of network.vpcs) {
    for (const [index, prefix] of prefixes.entries()) {
      if (DOCKER === undefined || !overlaps(DOCKER, prefix)) continue;
      const message = `${DOCKER_BLOCK} is also the range of Docker's bridge: machines that run Docker cannot reach it. Take another range.`;
      yield { subject: id, aspect: { of: 'prefix', index }, message };
    }
  }
}
