// What is expanded, and what the user does → what is expanded then.
import type { Detail, Hit } from '#client/preview/messages.ts';

/** Expands a box that is collapsed, or the other way round. */
export function toggled(detail: Detail, id: string, isCollapsed: boolean): Detail {
  const [expanded, collapsed] = [without(detail.expanded, [id]), without(detail.collapsed, [id])];
  return isCollapsed
    ? { ...detail, expanded: [...expanded, id], collapsed }
    : { ...detail, expanded, collapsed: [...collapsed, id] };
}

/** Expands everything, or collapses every VPC. */
export function withAll(detail: Detail, start: 'all' | 'vpcs'): Detail {
  return { ...detail, start, expanded: [], collapsed: [] };
}

/** Expands what is around a box, so that the box is drawn. */
export function revealed(detail: Detail, { around }: Hit): Detail {
  const expanded = [...without(detail.expanded, around), ...around.slice(0, 1)];
  return { ...detail, expanded, collapsed: without(detail.collapsed, around), around: null };
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  return ids.filter((id) => !others.includes(id));
}
