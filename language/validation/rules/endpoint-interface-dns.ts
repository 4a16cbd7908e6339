import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * Private DNS of an interface endpoint needs both DNS attributes of the VPC.
 *
 * The service name resolves to the endpoint only with `dns-support on` and `dns-hostnames on`. `dns-hostnames` is off by default.
 * Otherwise AWS rejects the endpoint.
 *
 * Source: Amazon VPC User Guide, "Understanding Amazon DNS"; AWS PrivateLink Guide, "Access AWS services through AWS PrivateLink".
 */
export const endpointInterfaceDns: Rule = { code: 'endpoint-interface-dns', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, type, vpc, privateDns } of network.endpoints) {
    if (type !== 'interface' || !privateDns || (vpc.dnsSupport && vpc.dnsHostnames)) continue;
    const lacking = [...(vpc.dnsSupport ? [] : ['dns-support on']), ...(vpc.dnsHostnames ? [] : ['dns-hostnames on'])];
    yield {
      subject: id,
      aspect: { of: 'private-dns' },
      message: `Private DNS of ${name} does not work in ${vpc.name}: add ${listed(lacking.map((line) => `"${line}"`))} to the VPC.`,
      related: [{ subject: vpc.id, message: `${vpc.name} is declared here.` }],
    };
  }
}
