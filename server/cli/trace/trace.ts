// `netarch trace FILE --from A --to B`: traces one packet and its reply.
import { stepsFor, within } from '#language/network/budget.ts';
import type { Network } from '#language/network/network.ts';
import { type Call, callsBetween } from '#language/trace/call.ts';
import { partiesOf, sendersOf } from '#language/trace/party.ts';
import { type Called, calledGoal } from '#language/what-if/goal.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import type { Chosen } from '#server/asking/choose.ts';
import { chooseRemaining, networkWithout, WITHOUT } from '#server/asking/losses.ts';
import { chosen, type Options, readArguments } from '#server/cli/shared/arguments.ts';
import { EXIT, type Io, usageError } from '#server/cli/shared/io.ts';
import { oneFile } from '#server/cli/shared/one-file.ts';
import { jsonText } from '#server/cli/shared/printed.ts';
import { jsonTrace } from './json.ts';
import { jsonSuggestedFix, suggestedFixText } from './suggested-fix.ts';
import { traceText } from './text.ts';
import { headerBetween, type Traffic, trafficOf } from './traffic.ts';

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  protocol: { type: 'string' },
  port: { type: 'string' },
  'source-port': { type: 'string' },
  icmp: { type: 'string' },
  format: { type: 'string' },
  without: WITHOUT,
} as const;

const FORMATS = ['text', 'json'] as const;

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
  const called = calledIn(input.network, remaining.value, options, traffic.value);
  if (!called.ok) return usageError(io, called.problem);
  const { answer: summary } = within(stepsFor(remaining.value), () => summaryOf(remaining.value, called.value));
  if (summary === undefined) return usageError(io, 'this is too much work: name one resource or address in --from and --to');
  const { shown, pairs, failing } = summary.value;
  if (shown === undefined)
    return usageError(io, '--from and --to have no addresses of a common family, or are the same resource');
  if (pairs > 1) io.err(`${noteOn(pairs, failing)}\n`);
  const { trace: answer } = shown;
  const fix = suggestFix(remaining.value, calledGoal(called.value));
  const naming = { io, sources: input.file.compiled.sources };
  io.out(
    format === 'json'
      ? `${jsonText({ version: 1, ...jsonTrace(naming, answer), ...(fix && { repair: jsonSuggestedFix(fix) }) }, 2)}\n`
      : `${traceText(naming, answer)}${suggestedFixText(io, remaining.value, fix)}`,
  );
  return answer.verdict === 'delivered' ? EXIT.success : EXIT.failed;
}

/** The ends and the packet of the question. */
function calledIn(whole: Network, network: Network, options: Options, traffic: Traffic): Chosen<Called> {
  const [from, to] = [options.text('from'), options.text('to')];
  if (from === undefined || to === undefined) return { ok: false, problem: '--from and --to are required' };
  const start = chooseRemaining(whole, network, from);
  if (!start.ok) return start;
  const end = chooseRemaining(whole, network, to);
  if (!end.ok) return end;
  return { ok: true, value: { from: start.value, to: end.value, sending: (sender) => headerBetween(sender, traffic) } };
}

/** Of the calls between all pairs of ends, the first that is not delivered, else the first. */
interface Summary {
  readonly shown: Call | undefined;
  readonly pairs: number;
  readonly failing: number;
}

function summaryOf(network: Network, { from, to, sending }: Called): Summary {
  let [first, failed]: (Call | undefined)[] = [];
  let [pairs, failing] = [0, 0];
  for (const call of callsBetween(network, sendersOf(network, from), partiesOf(network, to), sending)) {
    first ??= call;
    pairs += call.pairs;
    if (call.trace.verdict === 'delivered') continue;
    failed ??= call;
    failing += call.pairs;
  }
  return { shown: failed ?? first, pairs, failing };
}

function noteOn(pairs: number, failing: number): string {
  const which =
    failing === 0 ? 'all are delivered, showing the first' : `${failing} are not delivered, showing the first of them`;
  return `netarch: traced ${pairs} pairs of ends; ${which}`;
}
