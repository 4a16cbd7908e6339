// Random networks of which the text knows a part only, and complete networks that each of them may stand for.
import fc from 'fast-check';
import { numbers } from '#test/support/chance.ts';
import { randomNetwork } from '../random-network.ts';

/** A text with the word `unknown` in some places, and complete texts that are possible in its place: its worlds. */
export interface PartlyKnown {
  readonly text: string;
  readonly worlds: readonly string[];
  /** Decides which packets are sent through it. */
  readonly packets: number;
}

/** Networks with unknown peers, ports, groups, targets, routes, blocks and subnets, and external VPCs. */
export const partlyKnown: fc.Arbitrary<PartlyKnown> = fc
  .record({ network: randomNetwork, seed: fc.nat(0xffff), often: fc.constantFrom(3, 6, 12, 24), external: fc.nat(3) })
  .map(({ network: { text, packets }, seed, often, external }) => {
    const next = numbers(seed);
    const complete = withOpenGroups(text);
    const known = external === 0 ? withExternalVpc(complete) : complete;
    const places = placesIn(known).filter(() => next(often) === 0);
    const worlds =
      known === complete
        ? Array.from({ length: WORLDS }, () => fill(known, places, ({ worlds: all }) => all[next(all.length)]))
        : [complete];
    return { text: fill(known, known === complete ? places : [], ({ unknown }) => unknown), worlds, packets };
  });

const WORLDS = 3;

/** A part of a text that may be unknown: what stands there then, and what may be there. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly unknown: string;
  readonly worlds: readonly string[];
}

/** A group for the worlds in which a group that is not known allows everything. */
function withOpenGroups(text: string): string {
  return text.replaceAll(/^(vpc .*\{)$/gm, '$1\n  security-group open { ingress all from any  egress all to any }');
}

type Make = (match: RegExpExecArray) => Pick<Place, 'unknown' | 'worlds'> | undefined;

const PATTERNS: readonly (readonly [pattern: RegExp, make: Make])[] = [
  // Peers. `(?<=…)` is what stands before the part that is unknown.
  [
    /(?<=(?:ingress|egress|inbound|outbound)(?: \d+ (?:allow|deny))? (?:all|icmp|(?:tcp|udp|protocol)[\d ,-]*) (?:from|to) )[\w./-]+/g,
    ([peer = '']) => ({ unknown: 'unknown "peer"', worlds: [peer, 'any', '192.0.2.1', '10.0.0.0/8'] }),
  ],
  [
    /(?<=(?:ingress|egress|inbound|outbound) .*?(?:from|to) [\w./-]+)(?= {2}| })/g,
    () => ({ unknown: ', unknown', worlds: ['', ', any', ', 10.0.1.0/24'] }),
  ],
  // Peers of firewalls, and whole rules.
  [
    /(?<=(?:stateless \d+|stateful) (?:pass|drop|forward|reject) .*(?:from|to) )[\w./-]+/g,
    ([peer = '']) => ({ unknown: 'unknown "addresses"', worlds: [peer, 'any', '10.0.0.0/8'] }),
  ],
  [
    /(?<=^ {4})stateful .*$/gm,
    ([rule = '']) => ({
      unknown: 'stateful unknown "rule"',
      worlds: [
        rule,
        'stateful pass all from any to any',
        'stateful drop tcp from any to any',
        'stateful alert all from any to any',
      ],
    }),
  ],
  // Ports of rules.
  [
    /(?<=(?:ingress|egress|allow|deny) (?:tcp|udp) )[\d, -]+(?= (?:from|to))/g,
    ([ports = '']) => ({ unknown: 'unknown "ports"', worlds: [ports, '1-65535', '7'] }),
  ],
  [
    /(?<=(?:ingress|egress|allow|deny) (?:tcp|udp) \d+)(?= (?:from|to))/g,
    () => ({ unknown: ', unknown', worlds: ['', ', 22', ', 443, 1024-65535'] }),
  ],
  // Groups of interfaces.
  [/(?<=security-groups (?:group-\d, )*group-\d)(?= |$)/gm, () => ({ unknown: ', unknown "group"', worlds: ['', ', open'] })],
  // Targets.
  [
    /(?<=[{ ] targets )[\w.-]+(?=, | )/g,
    ([target = '']) => (/^\d/.test(target) ? undefined : { unknown: 'unknown "targets"', worlds: [target] }),
  ],
  [/(?<=[{ ] targets [\w.-]+(?:, [\w.-]+)*)(?= {2}| })/g, () => ({ unknown: ', unknown', worlds: [''] })],
  // Routes. Local routes are certain, so that those inside the VPC stay.
  [
    /(?<=route (?:0\.0\.0\.0\/0|198\.51\.100\.0\/24|10\.\d\.0\.0\/16|192\.168\.0\.0\/24|partners) -> )[\w.-]+/g,
    ([target = '']) => ({ unknown: 'unknown "route"', worlds: [target, 'blackhole'] }),
  ],
  // Blocks.
  [
    /(?<=prefix-list partners .*)$/gm,
    ({ input = '' }) => ({
      unknown: ', unknown',
      // AWS refuses a route inside a VPC that does not lead to what inspects packets.
      worlds: ['', ', 8.8.8.8/32', ...(input.includes('route partners ') ? [] : [', 10.0.1.0/24'])],
    }),
  ],
  [/(?<=network (?:office|bucket) .*)$/gm, () => ({ unknown: ', unknown "blocks"', worlds: ['', ', 192.0.2.0/24'] })],
  [/(?<=^ {2}subnet net-\d )[\d./]+/gm, ([block = '']) => ({ unknown: 'unknown "block"', worlds: [block] })],
  [/(?<=^vpc vpc-\d [\d./]+)(?=[, ])/gm, () => ({ unknown: ', unknown', worlds: ['', ', 100.99.0.0/16'] })],
  // Subnets of what AWS runs.
  [
    /(?<=^ {2}(?:alb|nlb|clb|endpoint (?:service-end|store)).*? subnets net-\d)(?=, net-\d| {2})/gm,
    () => ({ unknown: ', unknown "subnets"', worlds: [''] }),
  ],
];

function placesIn(text: string): readonly Place[] {
  const found = PATTERNS.flatMap(([pattern, make]) =>
    [...text.matchAll(pattern)].flatMap((match): readonly Place[] => {
      const made = make(match);
      return made === undefined ? [] : [{ from: match.index, to: match.index + match[0].length, ...made }];
    }),
  );
  const isOpen = ({ from }: Place): boolean => text.slice(text.lastIndexOf('\n', from)).startsWith('\n  security-group open');
  return found.filter((place) => !isOpen(place)).toSorted((a, b) => a.from - b.from);
}

/** The text with these places filled. Of places that overlap, the first one counts. */
function fill(text: string, places: readonly Place[], choose: (place: Place) => string | undefined): string {
  let filled = '';
  let end = 0;
  for (const place of places) {
    if (place.from < end) continue;
    filled += text.slice(end, place.from) + (choose(place) ?? '');
    end = place.to;
  }
  return filled + text.slice(end);
}

/** The last VPC of the text as an external one, unless another resource needs what is in it. */
function withExternalVpc(text: string): string {
  const last = [...text.matchAll(/^vpc (vpc-[1-9]) (\S+).*?\{\n[\s\S]*?^\}/gm)].at(-1);
  const [whole, name, block] = last ?? [];
  if (whole === undefined || name === undefined || block === undefined) return text;
  const rest = text
    .replace(whole, `external vpc ${name} ${block.replace(/,$/, '')}`)
    .replaceAll(new RegExp(`attach ${name} \\{ subnets [^{}]*?  `, 'g'), `attach ${name} { `);
  // Nothing connects VPCs with the same blocks.
  const isTwice = rest.split(` ${block.replace(/,$/, '')}`).length > 2;
  return isTwice || rest.includes(`${name}.`) ? text : rest;
}
