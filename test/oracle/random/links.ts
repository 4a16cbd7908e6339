// What connects VPCs with each other and with other sites: peerings, transit gateways, VPNs, Direct Connect.
import fc from 'fast-check';
import type { Links, VpcNames } from './names.ts';
import type { SubnetPlan } from './plans.ts';
import { azOf } from './subnets.ts';

/** How the VPCs of a file are connected with each other and with a site. */
export interface LinkPlan {
  readonly join: 'none' | 'peering' | 'hub' | 'both' | 'hubs';
  readonly references: boolean;
  /** Tables of the transit gateway other than the default one. */
  readonly tables: boolean;
  readonly blackhole: boolean;
  readonly applianceMode: boolean;
  readonly attached: readonly number[];
  readonly site: 'none' | 'vpn' | 'direct-connect' | 'both';
  readonly siteAt: 'vpc' | 'hub';
  readonly routing: 'static' | 'bgp';
  /** What is at the other end besides 192.168.0.0/24: a block, or everything. */
  readonly beside: '' | 'office' | 'anywhere';
  /** What the site announces, if not the blocks of what is there: more than these, a part of them, or everything. */
  readonly announces: '' | '192.168.0.0/16' | '192.168.0.0/25' | '0.0.0.0/0';
  /** Of two lines to a hub with tables: whether the second one is associated with another table than the first. */
  readonly apart: boolean;
}

/** Connections between VPCs, in many files none. */
export const randomLinks: fc.Arbitrary<LinkPlan> = fc.record({
  join: fc.constantFrom('none', 'none', 'peering', 'hub', 'both', 'hubs'),
  references: fc.boolean(),
  tables: fc.boolean(),
  blackhole: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  applianceMode: fc.boolean(),
  attached: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  site: fc.constantFrom('none', 'none', 'vpn', 'direct-connect', 'both'),
  siteAt: fc.constantFrom('vpc', 'hub'),
  routing: fc.constantFrom('static', 'bgp'),
  beside: fc.constantFrom('', '', '', '', 'office', 'anywhere'),
  announces: fc.constantFrom('', '', '', '192.168.0.0/16', '192.168.0.0/25', '0.0.0.0/0'),
  apart: fc.boolean(),
});

/** The links as the VPC with this number sees them. VPCs are peered in a chain: the first with the second, the second with the third. */
export function linksOf(plan: LinkPlan, index: number, blocks: readonly string[]): Links {
  const isPeered = plan.join === 'peering' || plan.join === 'both';
  const peeringTo = (other: number): string =>
    isPeered && other < blocks.length && Math.abs(other - index) === 1 ? `link-${Math.min(other, index)}` : '';
  const hub = plan.join === 'hub' || plan.join === 'both' ? 'hub' : plan.join === 'hubs' ? (index === 0 ? 'hub' : 'hub-2') : '';
  const sites = siteNames(plan);
  const ownSite = plan.siteAt === 'vpc' || hub === '' ? sites : [];
  const here = index === 0 ? ownSite : [];
  return {
    peeringTo,
    hub,
    site: here[0] ?? '',
    sites: here,
    siteHub: sites.length > ownSite.length ? hub : '',
    far:
      blocks.length > 1 && (isPeered || hub !== '')
        ? blocks.flatMap((block, vpc) => (vpc === index ? [] : [{ vpc, block }]))
        : [],
  };
}

/** The block in which all networks behind instances of the first VPC are. */
const OVERLAYS = '10.8.0.0/15';

/** The first block of a VPC, by its number. */
export function blockOf(number: number): string {
  return `10.${number}.0.0/16`;
}

function siteNames({ site }: LinkPlan): readonly string[] {
  if (site === 'none') return [];
  return site === 'both' ? ['line-vpn', 'line-direct-connect'] : [`line-${site}`];
}

/** The declarations outside of VPCs. */
export function linksText(
  plan: LinkPlan,
  vpcs: readonly VpcNames[],
  subnets: readonly (readonly SubnetPlan[])[],
  azs: boolean,
): readonly string[] {
  const blocks = vpcs.map(({ block }) => blockOf(block));
  const links = vpcs.map((_, index) => linksOf(plan, index, blocks));
  const [first] = vpcs;
  if (first === undefined) return [];
  const atVpc = (links[0]?.sites.length ?? 0) > 0;
  const lines = siteNames(plan).map((name) => {
    const kind = name === 'line-vpn' ? 'vpn' : 'direct-connect';
    const remote = ['hq', plan.beside].filter((one) => one !== '').join(', ');
    const announces = plan.announces === '' ? '' : ` announces ${plan.announces}`;
    return `${kind} ${name} { ${atVpc ? `vpc ${first.name}` : ''}  remote ${remote}${announces}  ${kind === 'vpn' ? `routing ${plan.routing}` : ''} }`;
  });
  const peerings = vpcs.flatMap(({ name }, index) => {
    const peering = links[index]?.peeringTo(index + 1) ?? '';
    return peering === '' ? [] : [`peering ${peering} { vpcs ${name}, ${vpcs[index + 1]?.name} }`];
  });
  return [...lines, ...peerings, ...hubsText(plan, vpcs, subnets, azs, atVpc ? [] : siteNames(plan))];
}

function hubsText(
  plan: LinkPlan,
  vpcs: readonly VpcNames[],
  subnets: readonly (readonly SubnetPlan[])[],
  azs: boolean,
  sites: readonly string[],
): readonly string[] {
  if (plan.join === 'none' || plan.join === 'peering') return [];
  const attach = vpcs.map((vpc, index) => attachmentText(plan, vpc, index, subnets[index] ?? [], azs));
  const references = plan.references ? 'security-group-references on' : '';
  const lines = sites.map((name, index) => `  attach ${name}${tablesOfLine(plan, index)}`);
  if (plan.join === 'hubs' && vpcs.length > 1) {
    const [first = '', ...others] = attach;
    const far = vpcs.slice(1).map(({ block }) => `route ${blockOf(block)} -> hub-2`);
    return [
      `transit-gateway hub {\n  ${references}\n${[first, ...lines].join('\n')}\n  attach hub-2\n  route-table default { ${far.join('  ')} ${black(plan)} }\n}`,
      `transit-gateway hub-2 {\n${others.join('\n')}\n  route-table default { route 10.0.0.0/16 -> hub  route 192.168.0.0/24 -> hub }\n}`,
    ];
  }
  const tables = plan.tables
    ? [`  route-table spokes { route 0.0.0.0/0 -> vpc-0 ${black(plan)} }`, `  route-table core {${black(plan)} }`]
    : [`  route-table default { ${plan.blackhole ? 'route 0.0.0.0/0 -> vpc-0' : `route ${OVERLAYS} -> vpc-0`} ${black(plan)} }`];
  return [`transit-gateway hub {\n  ${references}\n${[...attach, ...lines, ...tables].join('\n')}\n}`];
}

/** Each line in a table of its own: the site learns other routes on each. */
function tablesOfLine({ tables, apart, join }: LinkPlan, index: number): string {
  if (!tables || !apart || join === 'hubs') return '';
  return ` { route-table ${index === 0 ? 'core' : 'spokes'}  propagate core, spokes }`;
}

function black({ blackhole }: LinkPlan): string {
  return blackhole ? ' route 10.1.0.0/24 -> blackhole' : '';
}

/** One subnet in each AZ. The first VPC belongs to the core, the others are spokes. */
function attachmentText(plan: LinkPlan, { name }: VpcNames, index: number, subnets: readonly SubnetPlan[], azs: boolean): string {
  const places = plan.attached.map((place) => place % subnets.length);
  const distinct = places.filter((place, at) => {
    const az = (one: number): string => (azs ? azOf(subnets[one] ?? { az: 0 }) : '');
    return places.findIndex((other) => az(other) === az(place)) === at;
  });
  const tables =
    plan.tables && plan.join !== 'hubs' ? `route-table ${index === 0 ? 'core' : 'spokes'}  propagate core, spokes` : '';
  const mode = plan.applianceMode && index === 0 ? 'appliance-mode on' : '';
  return `  attach ${name} { subnets ${distinct.map((place) => `${name}.net-${place}`).join(', ')}  ${tables}  ${mode} }`;
}
