// An unknown value → the answers of the server, or `undefined`.
import { type AnswersMessage, isRecord, readAsked, readQuestion } from '#client/preview/messages.ts';
import { either, flag, list, nullable, number, oneOf, optional, record, type Shape, text, valuesOf } from './shape.ts';

/** Reads an answer of the extension. `undefined` for anything else. */
export function readAnswers(value: unknown): AnswersMessage | undefined {
  if (!isRecord(value) || !hasAnswers(value)) {
    return undefined;
  }
  const asked = readAsked(value.asked);
  const lit = value.lit === null ? null : readQuestion(value.lit);
  return asked === undefined || lit === undefined ? undefined : { ...value, asked, lit };
}

const boxes = list(text);
const claim = record({ id: text, text, state: oneOf('holds', 'fails', 'unknown'), why: text, boxes, isBroken: flag });
const finding = record({ id: text, severity: oneOf('error', 'warning', 'info', 'hint'), message: text, boxes });
const marks = record({ findings: list(finding), claims: list(claim), gone: boxes, left: number });

const row = record({ id: text, boxes, always: text, intermittent: text, unknown: text });
const reach = record({ incoming: list(row), outgoing: list(row), problem: optional(text) });

const direction = oneOf('forward', 'return');
const packet = record({
  direction,
  at: text,
  from: optional(text),
  protocol: text,
  source: text,
  destination: text,
  translated: list(oneOf('source', 'destination')),
  outcome: oneOf('passes', 'arrives', 'blocked', 'unknown'),
});
const check = record({
  step: text,
  by: text,
  reason: text,
  result: oneOf('passes', 'blocked', 'unknown'),
  assumed: flag,
  decidedBy: optional(text),
});
const entry = record({
  at: text,
  sockets: list(text),
  expires: optional(text),
  state: oneOf('new', 'kept', 'used', 'expired', 'removed'),
});
const frame = record({ caption: text, packet: optional(packet), checks: list(check), rows: list(entry) });
const frames = filled(list(frame));
const blocker = record({ at: text, direction, reason: text, advice: text, decidedBy: optional(text) });
const connection = record({
  kind: oneOf('connection'),
  title: text,
  verdict: oneOf('delivered', 'intermittent', 'dropped', 'unknown'),
  summary: text,
  isExpected: flag,
  frames,
  blockers: list(blocker),
  failing: list(text),
});
const note = record({ kind: oneOf('note'), title: text, frames });
const told = record({
  story: optional(record({ title: text, chapters: filled(list(either(connection, note))) })),
  problem: optional(text),
  boxes: valuesOf(boxes),
  fix: optional(record({ title: text, lines: list(record({ in: text, line: text })) })),
});

/** A list that is not empty. */
function filled(shape: Shape): Shape {
  return (value) => shape(value) && Array.isArray(value) && value.length > 0;
}

const SHAPE = record({ type: oneOf('answers'), marks: nullable(marks), story: nullable(told), reach: nullable(reach) });

/** The shapes describe the types of `AnswersMessage`, but for the two parts that the caller reads. */
function hasAnswers(value: unknown): value is Omit<AnswersMessage, 'asked' | 'lit'> & Readonly<Record<'asked' | 'lit', unknown>> {
  return SHAPE(value);
}
