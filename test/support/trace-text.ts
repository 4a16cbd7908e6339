// Traces a flow step in a network given as text, and prints the trace with one line for each hop.
import type { LangiumDocument } from 'langium';
import { formatSocket } from '#language/network/address.ts';
import { entityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { headline } from '#language/trace/headline.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import { traceFlow } from '#test/support/trace-flow.ts';
import { core, withDocument } from './services.ts';

/** The network of a text. Throws if the text has syntax errors. */
export function networkOf(text: string): Promise<Network> {
  const meaning = (document: LangiumDocument): Network => {
    const [error] = document.parseResult.parserErrors;
    if (error !== undefined) throw new Error(`${error.message}\n${text}`);
    return core.netarch.netarch.Compiler.compile(document).network;
  };
  return withDocument(text, meaning, { validation: false });
}

/** The trace of one connection: `worker-1:45678 -> dockerhub tcp 443`. */
export async function traceOf(text: string, connection: string): Promise<Trace> {
  const network = await networkOf(`${text}\nflow question { ${connection} }`);
  const flow = network.flows.find(({ id }) => id === entityId('question'));
  const [first] = flow === undefined ? [] : traceFlow(network, flow);
  if (first === undefined) throw new Error(`Nothing to trace in "${connection}".`);
  return first.trace;
}

/** Forward and return path, separated by `--`: `priv-a filter 10.0.1.100:45678 -> 52.85.123.45:443`. `X` marks a hop that drops the packet. */
export function stepsOf(trace: Trace): readonly string[] {
  return [...trace.forward.map(stepText), '--', ...trace.return.map(stepText)];
}

/** The whole trace of a connection: headline, paths, the paths of the next connections, blockers. */
export function traceText(connection: string, trace: Trace): string {
  const blockers = trace.blockers.map(({ direction, code, by, reason }) => `${direction} ${code}, ${by}: ${reason}`);
  const rest = blockers.length > 0 ? ['', ...blockers] : [];
  return `${[connection, headline(trace), '', ...stepsOf(trace), ...nextStepsOf(trace), ...rest].join('\n')}\n`;
}

function nextStepsOf({ nextConnections }: Trace): readonly string[] {
  return nextConnections.flatMap((next) => ['', headline(next), ...stepsOf(next), ...nextStepsOf(next)]);
}

function stepText({ at, step, packet, allowed }: Hop): string {
  const from = formatSocket(packet.source, packet.sourcePort?.number);
  const to = formatSocket(packet.destination, packet.destinationPort?.number);
  return `${allowed ? '' : 'X '}${shortName(at)} ${step} ${from} -> ${to}`;
}
