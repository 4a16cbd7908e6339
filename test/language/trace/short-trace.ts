// A connection and its trace in one line, for tests with many traces.
import { stepsOf, traceOf } from '#test/support/trace-text.ts';

/** `delivered`, or `dropped` and the codes of all blockers; those of the return direction with `return` in front. */
export async function verdictOf(text: string, connection: string): Promise<string> {
  const { verdict, blockers } = await traceOf(text, connection);
  return [verdict, ...new Set(blockers.map(({ direction: way, code }) => (way === 'return' ? `return ${code}` : code)))].join(
    ' ',
  );
}

/** The steps of the forward direction, as in `stepsOf`. */
export async function forwardSteps(text: string, connection: string): Promise<readonly string[]> {
  const steps = stepsOf(await traceOf(text, connection));
  return steps.slice(0, steps.indexOf('--'));
}

/** The steps of the return direction. */
export async function returnSteps(text: string, connection: string): Promise<readonly string[]> {
  const steps = stepsOf(await traceOf(text, connection));
  return steps.slice(steps.indexOf('--') + 1);
}

/** The kinds of resources that keep an entry for the connection, in the order in which they make it. */
export async function trackingKinds(text: string, connection: string): Promise<readonly string[]> {
  return (await traceOf(text, connection)).connections.map(({ kind }) => kind);
}

/** What each hop says that AWS does not document: `place step`. */
export async function assumedAt(text: string, connection: string): Promise<readonly string[]> {
  const { forward, return: back } = await traceOf(text, connection);
  return [...forward, ...back].flatMap(({ at, step, assumed }) => (assumed ? [`${at.split('.').at(-1) ?? at} ${step}`] : []));
}
