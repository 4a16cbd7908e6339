import { DOCKER_BLOCK } from '#language/aws/blocks.ts';
import { overlaps, parsePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A VPC that uses 172.17.0.0/16 conflicts with Docker.
 *
 * AWS accepts the range, but every host that runs Docker uses it for Docker's bridge network. AWS services such as Cloud9 and
 * SageMaker do too. These hosts cannot reach the addresses of the VPC. Choose another range.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks".
 */
export const vpcCidrDockerRange: Rule = { code: 'vpc-cidr-docker-range', severity: 'info', check };

const DOCKER = parsePrefix(DOCKER_BLOCK);

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes, isExternal } of network.vpcs) {
    if (isExternal) continue;
    for (const [index, prefix] of prefixes.entries()) {
      if (DOCKER === undefined || !overlaps(DOCKER, prefix)) continue;
      const message = `${DOCKER_BLOCK} is also the range of Docker's bridge network: hosts that run Docker cannot reach it. Choose another range.`;
      yield { subject: id, aspect: { of: 'prefix', index }, message };
    }
  }
}
