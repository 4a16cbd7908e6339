// An unknown value that the page received → a message of the extension, or `undefined`.
import { isRecord, type Named, type PanelState, type ToWebview, type WebviewState } from '#client/preview/messages.ts';

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
  if (type === 'copy') {
    return typeof png === 'string' ? { type, png } : undefined;
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
  return isPanelState(panel) && isNamedList(views) && isNamedList(flows)
    ? { type, panel, file, svg, stale, views, flows, internal }
    : undefined;
}

/** Reads the state saved before a reload. `undefined` for a new diagram. */
export function readWebviewState(value: unknown): WebviewState | undefined {
  if (!isRecord(value) || !isPanelState(value.panel)) {
    return undefined;
  }
  const { panel, camera } = value;
  return { panel, camera: isCamera(camera) ? camera : null };
}

function isCamera(value: unknown): value is NonNullable<WebviewState['camera']> {
  return (
    isRecord(value) && [value.x, value.y, value.scale].every((number) => typeof number === 'number' && Number.isFinite(number))
  );
}

function isPanelState(value: unknown): value is PanelState {
  return isRecord(value) && typeof value.uri === 'string' && typeof value.locked === 'boolean' && isRecord(value.choice);
}

function isNamedList(value: unknown): value is readonly Named[] {
  return (
    Array.isArray(value) &&
    value.every((item) => isRecord(item) && typeof item.name === 'string' && typeof item.label === 'string')
  );
}
