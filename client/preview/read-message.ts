// An unknown value from a webview → a message or a state, or `undefined` if it is neither.
import type { Highlight } from '#language/view/graph/diagram.ts';
import {
  type Choice,
  type Detail,
  isDetail,
  isRecord,
  NOTHING_ASKED,
  type PanelState,
  READABLE,
  readAsked,
  type ToExtension,
} from './messages.ts';

/** Reads a message of the webview. `undefined` for an unknown message, which is ignored. */
export function readToExtension(value: unknown): ToExtension | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { type, id, focus, locked, text, problem } = value;
  switch (type) {
    case 'ready':
    case 'export':
    case 'applyFix':
      return { type };
    case 'ask': {
      const asked = readAsked(value.asked);
      return asked && { type, asked };
    }
    case 'lock':
      return typeof locked === 'boolean' ? { type, locked } : undefined;
    case 'copyAs':
      return value.format === 'svg' || value.format === 'png' ? { type, format: value.format } : undefined;
    case 'rename':
    case 'add':
      return typeof id === 'string' ? { type, id } : undefined;
    case 'copied':
      return problem === null || typeof problem === 'string' ? { type, problem } : undefined;
    case 'mark':
      return id === null || typeof id === 'string' ? { type, id } : undefined;
    case 'locate':
      return typeof id === 'string' && typeof focus === 'boolean' ? { type, id, focus } : undefined;
    case 'search':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'detail': {
      const detail = readDetail(value.detail);
      return detail && { type, detail };
    }
    case 'choose': {
      const choice = readChoice(value.choice);
      return choice && { type, choice };
    }
    default:
      return undefined;
  }
}

/** Reads the state that VS Code kept for a diagram's tab: the `panel` of a `WebviewState`. */
export function readPanelState(state: unknown): PanelState | undefined {
  if (!isRecord(state) || !isRecord(state.panel)) {
    return undefined;
  }
  const { uri, locked } = state.panel;
  const choice = readChoice(state.panel.choice);
  // A tab that an earlier version kept has no `detail` and no `asked`.
  const detail = readDetail(state.panel.detail) ?? READABLE;
  const asked = readAsked(state.panel.asked) ?? NOTHING_ASKED;
  return typeof uri === 'string' && typeof locked === 'boolean' && choice ? { uri, locked, choice, detail, asked } : undefined;
}

function readDetail(value: unknown): Detail | undefined {
  if (!isDetail(value)) {
    return undefined;
  }
  const { start, collapsed, expanded, around } = value;
  return { start, collapsed, expanded, around };
}

function readChoice(value: unknown): Choice | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  // A tab that an earlier version kept has no `internal`.
  const { view, flow, highlight, internal = null, against } = value;
  return isNameOrNull(view) && isNameOrNull(flow) && isHighlightOrNull(highlight) && isSwitchOrNull(internal)
    ? { view, flow, highlight, internal, ...(typeof against === 'string' && { against }) }
    : undefined;
}

function isNameOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isSwitchOrNull(value: unknown): value is boolean | null {
  return value === null || typeof value === 'boolean';
}

function isHighlightOrNull(value: unknown): value is Choice['highlight'] {
  return value === null || isHighlight(value);
}

/** Whether the value names traffic that can be highlighted. */
export function isHighlight(value: unknown): value is Highlight {
  return value === 'ingress' || value === 'egress' || value === 'both' || value === 'none';
}
