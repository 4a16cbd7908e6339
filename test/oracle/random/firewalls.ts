// AWS Network Firewalls out of small alphabets.
import fc from 'fast-check';
import { prefix, traffic } from './filters.ts';
import type { VpcNames } from './names.ts';

interface RulePlan {
  readonly stateless: boolean;
  readonly action: number;
  readonly traffic: string;
  readonly from: string;
  readonly port: string;
  readonly to: string;
  readonly anyDirection: boolean;
}

/** The policy of one firewall. */
export interface FirewallPlan {
  readonly rules: readonly RulePlan[];
  readonly strict: boolean;
  readonly standard: number;
  readonly rest: number;
}

const rule: fc.Arbitrary<RulePlan> = fc.record({
  stateless: fc.constantFrom(false, false, true),
  action: fc.nat(11),
  traffic,
  from: prefix,
  port: fc.constantFrom('', '', '', '', '40000', '1024-65535', '443', '80-8080'),
  to: prefix,
  anyDirection: fc.constantFrom(false, false, true),
});

/** Firewalls, most of which pass most packets. */
export const randomFirewall: fc.Arbitrary<FirewallPlan> = fc.record({
  rules: fc.array(rule, { maxLength: 4 }),
  strict: fc.boolean(),
  standard: fc.nat(5),
  rest: fc.nat(3),
});

const STATELESS = ['forward', 'forward', 'pass', 'drop'];
const STATEFUL = ['pass', 'drop', 'reject', 'alert'];
const REST = ['pass', 'pass', 'drop', 'drop-established'];

/** The declaration of the firewall in one subnet. */
export function firewallText(
  name: string,
  { rules, strict, standard, rest }: FirewallPlan,
  subnet: number,
  own: VpcNames,
): string {
  const named = (text: string): string => text.replace('{n}', `${own.block}`);
  const lines = rules.map((one, index) => {
    const ports = one.port !== '' && /^(tcp|udp)/.test(one.traffic) ? ` port ${one.port}` : '';
    const match = `${one.traffic} from ${named(one.from)}${ports} to ${named(one.to)}`;
    return one.stateless
      ? `stateless ${10 * (4 - index)} ${STATELESS[one.action % 4]} ${match}`
      : `stateful ${STATEFUL[one.action % 4]} ${match}${one.anyDirection ? ' direction any' : ''}`;
  });
  const properties = [
    `subnets net-${subnet}`,
    `stateless-default ${STATELESS[standard] ?? 'forward'}`,
    ...(strict ? ['rule-order strict', `stateful-default ${REST[rest]}`] : []),
  ];
  return `  firewall ${name} {\n    ${[...properties, ...lines].join('\n    ')}\n  }`;
}
