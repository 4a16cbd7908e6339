// What became of a box or a line in a comparison → its style in draw.io.
import type { Change } from '#language/view/graph/diagram.ts';
import { CHANGE_COLOURS } from '#language/view/svg/changes.ts';
import type { Theme } from '#language/view/svg/theme.ts';

/** A style by its keys, as draw.io names them. */
export type Style = Readonly<Record<string, string | number>>;

/** In a comparison: the sign of what became of a box, before its name. */
export const SIGNS: Readonly<Record<Change, string>> = { added: '+ ', removed: '− ', changed: '~ ' };

/** What a change looks like, of a box or a line. */
export function changeStyle(change: Change | undefined, theme: Theme): Style {
  if (change === undefined) return {};
  const colour = { strokeColor: theme.roles[CHANGE_COLOURS[change]] };
  switch (change) {
    case 'added':
      return { ...colour, strokeWidth: 3, dashed: 0 };
    case 'removed':
      return { ...colour, dashed: 1, opacity: 60 };
    case 'changed':
      return { ...colour, strokeWidth: 2, dashed: 0 };
  }
}
