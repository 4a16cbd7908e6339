// The parameters of a message → what is wrong with them. The features rely on the types of the protocol, but a message may have any.
import { MAX_SCALE } from '#server/image/formats.ts';

/** One sentence about what is missing or of another type; `undefined` if a feature can read the parameters. */
export function wrongParams(method: string, params: unknown): string | undefined {
  const needed = needsOf(method);
  const all = isRecord(params) ? params : {};
  if ((needed.length > 0 || BY_LIBRARY.test(method)) && !isRecord(params)) return 'The parameters must be an object.';
  const wrong = [...new Set([...needed, ...WHEREVER])].find((name) =>
    needed.includes(name) || name in all ? !CHECKS[name](all[name]) : false,
  );
  return wrong && `The parameter \`${wrong}\` is missing or has another type than in the protocol.`;
}

/** Notifications that the library reads itself, without a look at the parameters: `$/cancelRequest`, `$/setTrace`, `$/progress`. */
const BY_LIBRARY = /^\$\//;

type Checked = keyof typeof CHECKS;

const CHECKS = {
  textDocument: (value: unknown) => isRecord(value) && typeof value.uri === 'string',
  position: isPosition,
  positions: (value: unknown) => Array.isArray(value) && value.every(isPosition),
  range: (value: unknown) => isRecord(value) && isPosition(value.start) && isPosition(value.end),
  uri: (value: unknown) => typeof value === 'string',
  id: (value: unknown) => typeof value === 'string',
  text: (value: unknown) => typeof value === 'string',
  newName: (value: unknown) => typeof value === 'string',
  theme: (value: unknown) => value === 'light' || value === 'dark',
  format: (value: unknown) => typeof value === 'string',
  scale: (value: unknown) => typeof value === 'number' && value > 0 && value <= MAX_SCALE,
  transparent: (value: unknown) => typeof value === 'boolean',
  contentChanges: (value: unknown) => Array.isArray(value) && value.every((one) => isRecord(one) && typeof one.text === 'string'),
  changes: (value: unknown) => Array.isArray(value) && value.every((one) => isRecord(one) && typeof one.uri === 'string'),
  context: isRecord,
  question: isQuestion,
  against: (value: unknown) => isRecord(value) && typeof value.name === 'string' && typeof value.text === 'string',
  without: (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
};

/** Checked in every message that has them. */
const WHEREVER: readonly Checked[] = [
  'textDocument',
  'position',
  'positions',
  'range',
  'question',
  'without',
  'against',
  'scale',
  'transparent',
];

/** What a method needs beside the document. Source: LSP 3.17, and server/protocol.ts. */
const NEEDS: Readonly<Record<string, readonly Checked[]>> = {
  'netarch/diagram': ['uri', 'theme', 'format'],
  'netarch/search': ['uri', 'text'],
  'netarch/snippet': ['uri', 'text', 'theme'],
  'netarch/locate': ['uri', 'id'],
  'netarch/resourceAt': ['uri', 'position'],
  'netarch/claims': ['uri'],
  'netarch/claimAt': ['uri', 'position'],
  'netarch/story': ['uri', 'question'],
  'netarch/marks': ['uri'],
  'netarch/reach': ['uri', 'id'],
  'netarch/additions': ['uri', 'id'],
  'textDocument/didChange': ['textDocument', 'contentChanges'],
  'textDocument/hover': ['textDocument', 'position'],
  'textDocument/completion': ['textDocument', 'position'],
  'textDocument/definition': ['textDocument', 'position'],
  'textDocument/references': ['textDocument', 'position', 'context'],
  'textDocument/documentHighlight': ['textDocument', 'position'],
  'textDocument/prepareRename': ['textDocument', 'position'],
  'textDocument/rename': ['textDocument', 'position', 'newName'],
  'textDocument/selectionRange': ['textDocument', 'positions'],
  'textDocument/codeAction': ['textDocument', 'range', 'context'],
  'textDocument/inlayHint': ['textDocument', 'range'],
  'textDocument/rangeFormatting': ['textDocument', 'range'],
  'textDocument/semanticTokens/range': ['textDocument', 'range'],
  'workspace/didChangeWatchedFiles': ['changes'],
};

function needsOf(method: string): readonly Checked[] {
  const own = Object.hasOwn(NEEDS, method) ? NEEDS[method] : undefined;
  return own ?? (method.startsWith('textDocument/') ? ['textDocument'] : []);
}

/** Lines and characters are `uinteger`, which ends at 2^31 - 1. Some clients mean the end of a line by more, so only what is no place is refused. */
function isPosition(value: unknown): boolean {
  return isRecord(value) && [value.line, value.character].every((one) => Number.isSafeInteger(one) && Number(one) >= 0);
}

/** Whether a value has properties by name. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isQuestion(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const texts = value.kind === 'call' ? [value.from, value.to, value.traffic] : [value.id];
  return ['flow', 'claim', 'call'].includes(String(value.kind)) && texts.every((text) => typeof text === 'string');
}
