import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A VPC does not use its private hosted zone, because a DNS setting is off.
 *
 * Private hosted zones need `dns-support` and `dns-hostnames`. `dns-support` is on by default, `dns-hostnames` is off.
 *
 * Source: Amazon Route 53 Developer Guide, "Considerations when working with a private hosted zone".
 */
export const dnsPrivateZone: Rule = { code: 'dns-private-zone', severity: 'error', check };

function* check({ privateZones }: Network): Iterable<Remark> {
  for (const { id, name, vpcs } of privateZones) {
    if (vpcs.length === 0) yield { subject: id, message: `${name} applies in no VPC: add a line "vpcs …".` };
    for (const [index, vpc] of vpcs.entries()) {
      const off = [...(vpc.dnsSupport ? [] : ['dns-support']), ...(vpc.dnsHostnames ? [] : ['dns-hostnames'])].join(' and ');
      if (off === '' || vpc.isExternal) continue;
      const message = `${vpc.name} does not use ${name}, because ${off} is off: write "dns-hostnames on" in ${vpc.name}${vpc.dnsSupport ? '' : ', and remove "dns-support off"'}.`;
      yield { subject: id, aspect: { of: 'vpcs', index }, message };
    }
  }
}
