// Gateway Load Balancers out of small alphabets.
import fc from 'fast-check';
import type { VpcNames } from './names.ts';

/** One Gateway Load Balancer. Subnets and targets are numbers, taken modulo how many there are. */
export interface GatewayPlan {
  readonly subnets: readonly number[];
  readonly targets: readonly number[];
  readonly plain: boolean;
  readonly crossZone: boolean | undefined;
  readonly check: number | undefined;
  readonly dualstack: boolean;
}

/** Gateway Load Balancers, most of them with appliances. */
export const randomGateway: fc.Arbitrary<GatewayPlan> = fc.record({
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
  targets: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
  plain: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  crossZone: fc.option(fc.boolean(), { freq: 2, nil: undefined }),
  check: fc.option(fc.constantFrom(22, 80, 443, 8080), { freq: 1, nil: undefined }),
  dualstack: fc.boolean(),
});

const KINDS: ReadonlySet<string> = new Set(['instance', 'node', 'nat-instance']);

/** The declaration of the load balancer. */
export function gatewayText(name: string, plan: GatewayPlan, own: VpcNames, subnets: number, ipv6: boolean): string {
  const usable = own.targets.filter(({ kind }) => KINDS.has(kind)).map((target) => target.name);
  const chosen = plan.targets.flatMap((index) => usable[index % Math.max(usable.length, 1)] ?? []);
  const targets = [...new Set([...chosen, ...(plan.plain ? ['10.0.0.10'] : [])])];
  const lines = [
    `subnets ${[...new Set(plan.subnets.map((index) => `net-${index % subnets}`))].join(', ')}`,
    targets.length > 0 ? `targets ${targets.join(', ')}` : '',
    plan.crossZone === undefined ? '' : `cross-zone ${plan.crossZone ? 'on' : 'off'}`,
    plan.check === undefined ? '' : `health-check tcp ${plan.check}`,
    ipv6 && plan.dualstack ? 'ip-address-type dualstack' : '',
  ].filter((line) => line !== '');
  return `  gwlb ${name} { ${lines.join('  ')} }`;
}
