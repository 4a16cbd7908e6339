// Pairs → what a person reads: sender by sender, those that behave alike in one breath.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';
import { blocksText } from './blocks-text.ts';
import { alikeSenders, type Row, type Sender } from './fold.ts';
import { type Io, paint } from './io.ts';
import { namesIn } from './names.ts';
import type { Reached } from './reach.ts';
import { trafficText } from './traffic-words.ts';
import { wrapped } from './wrapped.ts';

/** Several lines for each group of senders; those of several files under the names of the files. */
export function* reachText(io: Io, found: readonly Reached[]): Iterable<string> {
  for (const { file, network, pairs } of found) {
    if (found.length > 1) yield `${paint(io, 'bold', `── ${file}`)}\n\n`;
    const naming = namesIn(network);
    let count = 0;
    for (const group of alikeSenders(sendersIn(network, naming, pairs))) {
      count += 1;
      yield `${blockOf(io, naming, group.senders, group.rows)}\n\n`;
    }
    if (count === 0) yield 'Nothing can talk to anything.\n\n';
  }
}

type Naming = (id: EntityId) => string;

function sendersIn(network: Network, naming: Naming, pairs: Iterable<Pair>): readonly Sender[] {
  const senders = new Map<EntityId, Map<string, { traffic: string; way: string; receivers: EntityId[] }>>();
  for (const pair of pairs) {
    const rows = senders.get(pair.from) ?? new Map();
    senders.set(pair.from, rows);
    for (const traffic of trafficsOf(network, pair)) {
      const way = wayOf(network, naming, pair);
      const key = `${traffic}|${way}`;
      const row = rows.get(key) ?? { traffic, way, receivers: [] };
      rows.set(key, row);
      row.receivers.push(pair.to);
    }
  }
  return [...senders].map(([id, rows]) => ({ id, rows: [...rows.values()] }));
}

/** What is sent, and from where: one text for what passes, one for what nobody can say. */
function trafficsOf(network: Network, { from, sources, allows, intermittent, unknown }: Pair): readonly string[] {
  const blocks = sources && blocksText(network, from, sources);
  const origin = blocks === undefined ? '' : ` from ${blocks}`;
  const partly = intermittent.length === 0 ? '' : ` (${trafficText(intermittent)} with some source ports only)`;
  return [
    ...(allows.length > 0 ? [`${trafficText(allows)}${partly}${origin}`] : []),
    ...(unknown.length > 0 ? [`unknown: ${trafficText(unknown)}${origin}`] : []),
  ];
}

/** ` at 198.51.100.0/24 via nat-a, main`. */
function wayOf(network: Network, naming: Naming, pair: Pair): string {
  const told = pair.via.filter((id) => !goesWithoutSaying(network, pair, id));
  const blocks = pair.destinations && blocksText(network, pair.to, pair.destinations);
  return `${blocks === undefined ? '' : ` at ${blocks}`}${told.length === 0 ? '' : ` via ${told.map(naming).join(', ')}`}`;
}

/** Subnets, a pod's own node, and the internet gateway behind which a receiver in another VPC stands. */
function goesWithoutSaying(network: Network, { from, to }: Pair, id: EntityId): boolean {
  const place = network.byId.get(id);
  const sender = network.byId.get(from);
  if (id === to || place?.kind === 'subnet' || (sender !== undefined && 'node' in sender && sender.node === id)) return true;
  if (place?.kind !== 'igw' || sender === undefined || !('vpc' in sender)) return false;
  const receiver = network.byId.get(to);
  return receiver !== undefined && 'vpc' in receiver && receiver.vpc === place.vpc && sender.vpc !== place.vpc;
}

const WIDTH = 110;
const WIDEST_TRAFFIC = 40;

function blockOf(io: Io, naming: Naming, senders: readonly EntityId[], rows: readonly Row[]): string {
  const column = Math.min(WIDEST_TRAFFIC, Math.max(...rows.map(({ traffic }) => traffic.length)));
  const lines = rows.flatMap(({ traffic, way, receivers }) => {
    const others = receivers.filter((id) => !senders.includes(id));
    const names = [...(others.length < receivers.length ? ['each other'] : []), ...others.map(naming)];
    return wrapped(`  ${traffic.padEnd(column)}  → `, `${names.join(', ')}${way}`, WIDTH);
  });
  return [...wrapped('', senders.map(naming).join(', '), WIDTH).map((line) => paint(io, 'bold', line)), ...lines].join('\n');
}
