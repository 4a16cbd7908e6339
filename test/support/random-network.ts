// fast-check arbitraries of valid files: networks of many shapes, with flows between any of their resources.
import fc from 'fast-check';

const KINDS = ['instance', 'node', 'database', 'cache', 'service', 'lambda'] as const;

/** A label with any text that a string literal can contain. */
const label = fc.option(
  fc.constantFrom('"A rather long label that cannot fit on any card at all"', '"数据库"', '"🚀 launch"', '"x"'),
  { nil: '' },
);

interface Subnet {
  readonly isPublic: boolean;
  readonly nat: boolean;
  readonly resources: readonly {
    readonly kind: (typeof KINDS)[number];
    readonly label: string | undefined;
    readonly pods: number;
  }[];
}

const resource = fc.record({ kind: fc.constantFrom(...KINDS), label, pods: fc.integer({ min: 0, max: 3 }) });

const subnet: fc.Arbitrary<Subnet> = fc.record({
  isPublic: fc.boolean(),
  nat: fc.boolean(),
  resources: fc.array(resource, { maxLength: 5 }),
});

const vpc = fc.record({
  region: fc.boolean(),
  azs: fc.array(fc.array(subnet, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  named: fc.boolean(),
  balancer: fc.constantFrom('', 'alb', 'nlb', 'internal'),
});

const ends = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('tcp 80', 'tcp 5432', 'udp 53', 'icmp')), { maxLength: 4 });

/** Texts with up to three VPCs and one flow named `traffic`. */
export const networkText: fc.Arbitrary<string> = fc
  .record({ vpcs: fc.array(vpc, { maxLength: 3 }), hosts: fc.nat(3), ends })
  .map(({ vpcs, hosts, ends: connections }) => {
    const names = ['internet', ...Array.from({ length: hosts }, (_, index) => `host-${index}`)];
    const outside = names.slice(1).map((name, index) => `host ${name} 198.51.100.${index + 1}`);
    const texts = vpcs.map((one, index) => vpcText(one, index, names));
    const steps = connections.map(
      ([from, to, traffic]) => `  ${names[from % names.length]} -> ${names[to % names.length]} ${traffic}`,
    );
    const flow = steps.length === 0 ? '' : `flow traffic "Some traffic" {\n${steps.join('\n')}\n}`;
    return [...outside, ...texts, flow].join('\n');
  });

type VpcShape = typeof vpc extends fc.Arbitrary<infer T> ? T : never;

/** Adds the names of possible ends of flows to `names`. */
function vpcText({ region, azs, named, balancer }: VpcShape, number: number, names: string[]): string {
  const own = `vpc-${number}`;
  const subnets = azs.flatMap((az, index) => az.map((one) => ({ ...one, az: named ? `az zone-${index}` : '' })));
  const gateway = subnets.findIndex((one) => one.isPublic && one.nat);
  const defaultRoute = gateway < 0 ? '' : `    route 0.0.0.0/0 -> nat-${gateway}`;
  const lines = subnets.map((one, index) => subnetText({ ...one, defaultRoute }, index, number, names));
  const all = subnets.map((_, index) => `net-${index}`);
  const workers = names.filter((name) => name.startsWith(`${own}.node`)).map((name) => name.split('.')[1]);
  const front =
    balancer === '' || all.length === 0 || workers.length === 0
      ? ''
      : `  ${balancer === 'internal' ? 'alb front internal' : `${balancer} front`} { subnets ${all.join(', ')} security-groups open listen ${balancer === 'nlb' ? 'tcp' : 'http'} 80 -> group }
  target-group group ${balancer === 'nlb' ? 'tcp' : 'http'} 80 { targets ${workers.join(', ')} }`;
  if (front !== '') names.push(`${own}.front`);
  return `vpc ${own} 10.${number}.0.0/16 {
${region ? '  region us-east-1\n' : ''}  igw gate
  security-group open { ingress tcp 1-65535 from any }
${lines.join('\n')}
${front}
}`;
}

function subnetText(
  one: Subnet & { readonly az: string; readonly defaultRoute: string },
  index: number,
  vpcNumber: number,
  names: string[],
): string {
  const inside = one.resources.flatMap(({ kind, label: text, pods }, place) => {
    const name = `${kind}-${index}-${place}`;
    names.push(`vpc-${vpcNumber}.${name}`);
    const podNames = kind === 'node' ? Array.from({ length: pods }, (_, pod) => `pod-${index}-${place}-${pod}`) : [];
    names.push(...podNames.map((pod) => `vpc-${vpcNumber}.${pod}`));
    const address =
      one.isPublic && kind === 'instance' ? `elastic-ip 203.0.113.${(index * 7 + place + vpcNumber * 60) % 250} ` : '';
    return [
      `    ${kind} ${name} ${text ?? ''} { ${address}security-groups open }`,
      ...podNames.map((pod) => `    pod ${pod} { on ${name} security-groups open }`),
    ];
  });
  const route = one.isPublic ? '    route 0.0.0.0/0 -> gate' : one.nat ? one.defaultRoute : '';
  const nat = one.nat && one.isPublic ? `    nat nat-${index} { elastic-ip 192.0.2.${index + vpcNumber * 20 + 1} }` : '';
  return `  subnet net-${index} 10.${vpcNumber}.${index}.0/24 {\n    ${one.az}\n${[route, nat, ...inside].join('\n')}\n  }`;
}
