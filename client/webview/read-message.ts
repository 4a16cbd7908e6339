// An unknown value that the page received → a message of the extension, or `undefined`.
import {
  type Hit,
  isDetail,
  isRecord,
  isTexts,
  type Named,
  NOTHING_ASKED,
  type PanelState,
  READABLE,
  readAsked,
  type TabName,
  type ToWebview,
  type WebviewState,
} from '#client/preview/messages.ts';
import { readAnswers } from './answers/read-answers.ts';

/**
 * Reads a message of the extension. `undefined` for anything else: other scripts of VS Code may post messages too.
 * The state inside a picture message belongs to the extension and is sent back unchanged.
 */
export function readToWebview(value: unknown): ToWebview | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { type, id, panel, file, svg, stale, views, flows, internal, png } = value;
  if (type === 'select') {
    return id === null || typeof id === 'string' ? { type, id } : undefined;
  }
  if (type === 'hits') {
    const { text, total, hits } = value;
    return typeof text === 'string' && typeof total === 'number' && isHits(hits) ? { type, text, total, hits } : undefined;
  }
  if (type === 'copy') {
    return typeof png === 'string' ? { type, png } : undefined;
  }
  if (type === 'answers') {
    return readAnswers(value);
  }
  if (
    type !== 'picture' ||
    typeof file !== 'string' ||
    typeof stale !== 'boolean' ||
    typeof internal !== 'boolean' ||
    !(svg === null || typeof svg === 'string')
  ) {
    return undefined;
  }
  const marked = typeof value.marked === 'string' ? value.marked : null;
  return isPanelState(panel) && isNamedList(views) && isNamedList(flows)
    ? {
        type,
        panel: readable(panel),
        file,
        svg,
        stale,
        ...(value.partial === true && { partial: true }),
        ...(typeof value.notCompared === 'string' && { notCompared: value.notCompared }),
        views,
        flows,
        internal,
        folds: value.folds === true,
        marked,
      }
    : undefined;
}

/** Reads the state saved before a reload. `undefined` for a new diagram. */
export function readWebviewState(value: unknown): WebviewState | undefined {
  if (!isRecord(value) || !isPanelState(value.panel)) {
    return undefined;
  }
  const { panel, camera, tab } = value;
  return { panel: readable(panel), camera: isCamera(camera) ? camera : null, tab: isTab(tab) ? tab : null };
}

function isCamera(value: unknown): value is NonNullable<WebviewState['camera']> {
  return (
    isRecord(value) && [value.x, value.y, value.scale].every((number) => typeof number === 'number' && Number.isFinite(number))
  );
}

function isPanelState(value: unknown): value is PanelState {
  return isRecord(value) && typeof value.uri === 'string' && typeof value.locked === 'boolean' && isRecord(value.choice);
}

function isTab(value: unknown): value is TabName {
  return value === 'trace' || value === 'reach' || value === 'findings';
}

/** The page uses these, so they must be valid. */
function readable(panel: PanelState): PanelState {
  const detail = isDetail(panel.detail) ? panel.detail : READABLE;
  return { ...panel, detail, asked: readAsked(panel.asked) ?? NOTHING_ASKED };
}

function isHits(value: unknown): value is readonly Hit[] {
  return Array.isArray(value) && value.every((item) => isRecord(item) && typeof item.id === 'string' && isTexts(item.around));
}

function isNamedList(value: unknown): value is readonly Named[] {
  return (
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && typeof item.name === 'string' && typeof item.label === 'string')
  );
}
