// The CSV format of `reach`: one line for each pair, lists within a cell. Source: RFC 4180.

import { formatPrefix, type Prefix } from '#language/network/address.ts';
import { perObject } from '#language/network/memo.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { type Pair, pairsOf, sourcesIn } from '#language/trace/reach/pairs.ts';
import { type TrafficWords, trafficWords } from '#server/asking/traffic-words.ts';
import { visible } from '#server/cli/shared/printed.ts';
import type { Reached } from './reached.ts';

const HEADER = ['file', 'from', 'to', 'sources', 'destinations', 'allows', 'intermittent', 'unknown', 'via'];

/** A header line, then one line for each pair. */
export function* reachCsv(found: readonly Reached[]): Iterable<string> {
  // Millions of rows have few different cells.
  const known = new Map<string, string>();
  const cell = (value: string): string => {
    const text = known.get(value) ?? quoted(value);
    known.set(value, text);
    return text;
  };
  const line = (values: readonly string[]): string => `${values.map(cell).join(',')}\r\n`;
  yield line(HEADER);
  for (const { file, network, classes } of found) {
    const sourcesOf = sourcesIn(network);
    for (const pair of pairsOf(network, classes)) yield line([file, ...cells(pair, sourcesOf(pair))]);
  }
}

function cells(
  { from, to, destinations, allows, intermittent, unknown, via }: Pair,
  sources: readonly Prefix[],
): readonly string[] {
  const traffics = [allows, intermittent, unknown].map(trafficCells);
  return [from, to, blocks(sources), blocks(destinations ?? []), ...traffics, via.join(' ')];
}

/** Rows of one class share their traffic. */
const trafficCells = perObject((traffic: readonly Traffic[]): string => trafficWords(traffic).map(trafficCell).join(' '));

function blocks(prefixes: readonly Prefix[]): string {
  return prefixes.map(formatPrefix).join(' ');
}

/** `tcp:80,443`, `icmp:8`, `udp`. */
function trafficCell({ protocol, ports, types }: TrafficWords): string {
  const parts = ports ?? types;
  return parts === undefined ? protocol : `${protocol}:${parts.join(',')}`;
}

function quoted(value: string): string {
  const text = inert(visible(value));
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run cells that begin like a formula; an apostrophe makes them text. Source: OWASP, "CSV Injection". */
function inert(text: string): string {
  return /^\s*[=+\-@\t\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text;
}
