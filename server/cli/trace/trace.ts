// `netarch trace FILE --from A --to B`: traces one packet and its reply.
import type { Network } from '#language/network/network.ts';
import { type Protocol, protocolNamed, protocolNumbered } from '#language/network/traffic.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import { pairs } from '#language/trace/flow.ts';
import type { Query } from '#language/trace/query.ts';
import type { Trace } from '#language/trace/result.ts';
import { trace as traceConnection } from '#language/trace/trace.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import { chosen, type Options, portNumber, readArguments } from '#server/cli/shared/arguments.ts';
import type { Chosen } from '#server/cli/shared/choose.ts';
import { EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { chooseRemaining, networkWithout, WITHOUT } from '#server/cli/shared/losses.ts';
import { oneFile } from '#server/cli/shared/one-file.ts';
import { jsonTrace } from './json.ts';
import { jsonSuggestedFix, suggestedFixText } from './suggested-fix.ts';
import { traceText } from './text.ts';

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  protocol: { type: 'string' },
  port: { type: 'string' },
  'source-port': { type: 'string' },
  format: { type: 'string' },
  without: WITHOUT,
} as const;

const FORMATS = ['text', 'json'] as const;

/** The protocol and ports of the packet. */
interface Traffic {
  readonly protocol: Protocol;
  readonly port?: number;
  readonly sourcePort?: number;
}

/** Exit code 0 if the packet arrives and its reply comes back, 1 if not. */
export async function trace(words: readonly string[], io: Io): Promise<number> {
  const given = readArguments(words, OPTIONS);
  if (!given.ok) return usageError(io, given.problem);
  const { options } = given;
  const format = chosen(options.text('format'), FORMATS, 'text');
  if (format === undefined) return usageError(io, `--format must be one of ${FORMATS.join(', ')}`);
  const traffic = trafficOf(options);
  if (!traffic.ok) return usageError(io, traffic.problem);
  const input = await oneFile(io, given.paths);
  if (!input.ok) return usageError(io, input.problem);
  const remaining = networkWithout(input.network, options.texts('without'));
  if (!remaining.ok) return usageError(io, remaining.problem);
  const found = tracesBetween(input.network, remaining.value, options, traffic.value);
  if (!found.ok) return usageError(io, found.problem);
  const shown = found.value.find(({ answer }) => answer.verdict !== 'delivered') ?? found.value[0];
  if (shown === undefined)
    return usageError(io, '--from and --to have no addresses of a common family, or are the same resource');
  if (found.value.length > 1) io.err(`${noteOn(found.value.map(({ answer }) => answer))}\n`);
  const { answer, query } = shown;
  const fix = suggestFix(remaining.value, query);
  const naming = { io, sources: input.file.compiled.sources };
  io.out(
    format === 'json'
      ? `${JSON.stringify({ version: 1, ...jsonTrace(naming, answer), ...(fix && { repair: jsonSuggestedFix(fix) }) }, undefined, 2)}\n`
      : `${traceText(naming, answer)}${suggestedFixText(io, remaining.value, fix)}`,
  );
  return answer.verdict === 'delivered' ? EXIT.success : EXIT.failed;
}

function trafficOf(options: Options): Chosen<Traffic> {
  const protocol = protocolOf(options.text('protocol') ?? 'tcp');
  if (protocol === undefined) return { ok: false, problem: '--protocol must be tcp, udp, icmp, icmpv6 or a number up to 255' };
  const ports: { port?: number; sourcePort?: number } = {};
  for (const [option, name] of [
    ['port', 'port'],
    ['source-port', 'sourcePort'],
  ] as const) {
    const text = options.text(option);
    if (text === undefined) continue;
    const number = portNumber(text);
    if (number === undefined) return { ok: false, problem: `--${option} must be a number from 1 to 65535` };
    if (protocol !== 'tcp' && protocol !== 'udp') return { ok: false, problem: `--${option} is valid with tcp and udp only` };
    ports[name] = number;
  }
  return { ok: true, value: { protocol, ...ports } };
}

function protocolOf(text: string): Protocol | undefined {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  if (number !== undefined) return number <= 255 ? protocolNumbered(number) : undefined;
  return protocolNamed(text);
}

interface Traced {
  readonly query: Query;
  readonly answer: Trace;
}

/** One trace for every pair of addresses of the two ends. */
function tracesBetween(whole: Network, network: Network, options: Options, traffic: Traffic): Chosen<readonly Traced[]> {
  const [from, to] = [options.text('from'), options.text('to')];
  if (from === undefined || to === undefined) return { ok: false, problem: '--from and --to are required' };
  const start = chooseRemaining(whole, network, from);
  if (!start.ok) return start;
  const end = chooseRemaining(whole, network, to);
  if (!end.ok) return end;
  const ends = pairs(connectionEndsOf(network, start.value), connectionEndsOf(network, end.value));
  const queries = [...ends].map(([one, other]): Query => ({ from: one, to: other, ...traffic }));
  return { ok: true, value: queries.map((query) => ({ query, answer: traceConnection(network, query) })) };
}

function noteOn(traces: readonly Trace[]): string {
  const failing = traces.filter(({ verdict }) => verdict !== 'delivered').length;
  const which =
    failing === 0 ? 'all are delivered, showing the first' : `${failing} are not delivered, showing the first of them`;
  return `netarch: traced ${traces.length} pairs of addresses; ${which}`;
}
