// Traffic in short and exact form, as `reach` and `diff` print it in text and JSON.
import { perObject } from '#language/network/memo.ts';
import type { PortRange, Protocol, Traffic } from '#language/network/traffic.ts';
import { subtract, unionAll } from '#language/packets/intervals.ts';
import { ALL_TRAFFIC, trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';

/** One protocol, or a range of protocol numbers. Without `ports` and `types`, all its traffic. */
export interface TrafficWords {
  /** `tcp`, `icmp`, `all`, `47`, `2-5`. */
  readonly protocol: string;
  /** `443`, `1000-2000`. */
  readonly ports?: readonly string[];
  /** ICMP types `8`, `9-12`; with codes after a slash: `3/4`, `3/0-3`. */
  readonly types?: readonly string[];
}

/** One entry for each protocol. The input must be in the order of `trafficsOf`. */
export const trafficWords = perObject(wordsOf);

/** In the syntax of the language: `tcp 80, 443; udp 53`. If the exceptions are shorter: `all except tcp 25`. */
export const trafficText = perObject((traffics: readonly Traffic[]): string => {
  const plain = textOf(trafficWords(traffics));
  const others = textOf(wordsOf(trafficsOf(subtract(ALL_TRAFFIC, unionAll(traffics.map(trafficSetOf))))));
  return others !== '' && others.length + EXCEPT.length < plain.length ? `${EXCEPT}${others}` : plain;
});

const EXCEPT = 'all except ';

function textOf(words: readonly TrafficWords[]): string {
  const parts = words.map(({ protocol, ports, types }) => {
    const name = /^\d/.test(protocol) ? `protocol ${protocol}` : protocol;
    if (ports !== undefined) return `${name} ${ports.join(', ')}`;
    return types === undefined ? name : `${name} type ${types.join(', ')}`;
  });
  return parts.join(parts.some((part) => part.includes(' ')) ? '; ' : ', ');
}

function wordsOf(traffics: readonly Traffic[]): readonly TrafficWords[] {
  const numbers = traffics.flatMap(({ protocol }) => (typeof protocol === 'number' ? [protocol] : []));
  const words: TrafficWords[] = runs(numbers).map((run) => ({ protocol: rangeText(run) }));
  const named = new Map<Protocol | 'all', readonly Traffic[]>();
  for (const traffic of traffics)
    if (typeof traffic.protocol !== 'number') named.set(traffic.protocol, [...(named.get(traffic.protocol) ?? []), traffic]);
  return [...[...named].map(([protocol, own]) => ({ protocol: `${protocol}`, ...portsOf(own), ...typesOf(own) })), ...words];
}

function portsOf(traffics: readonly Traffic[]): Pick<TrafficWords, 'ports'> {
  const ports = traffics.flatMap((traffic) => traffic.ports);
  return ports.length === 0 ? {} : { ports: ports.map(rangeText) };
}

function typesOf(traffics: readonly Traffic[]): Pick<TrafficWords, 'types'> {
  const typed = traffics.filter(({ icmpType }) => icmpType !== undefined);
  if (typed.length === 0) return {};
  const whole = typed.flatMap(({ icmpType, icmpCode }) => (icmpType !== undefined && icmpCode === undefined ? [icmpType] : []));
  const codes = new Map<number, readonly number[]>();
  for (const { icmpType, icmpCode } of typed)
    if (icmpType !== undefined && icmpCode !== undefined) codes.set(icmpType, [...(codes.get(icmpType) ?? []), icmpCode]);
  const single = [...codes].flatMap(([type, own]) => runs(own).map((run) => `${type}/${rangeText(run)}`));
  return { types: [...runs(whole).map(rangeText), ...single] };
}

/** Groups ascending numbers into ranges without gaps. */
function runs(numbers: readonly number[]): readonly PortRange[] {
  const found: PortRange[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last.to + 1 === number) found[found.length - 1] = { from: last.from, to: number };
    else found.push({ from: number, to: number });
  }
  return found;
}

function rangeText({ from, to }: PortRange): string {
  return from === to ? `${from}` : `${from}-${to}`;
}
