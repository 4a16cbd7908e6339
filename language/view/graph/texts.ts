// The texts of a diagram, within bounds: what stands for a text of any length, and for a list of any length.
import type { Box, Edge } from './diagram.ts';

/** The length of a line of text, in UTF-16 code units. */
export const MOST_CHARACTERS = 400;

/** The number of lines in a tooltip. */
export const MOST_LINES = 60;

/** The number of names in a list. */
const MOST_NAMES = 24;

/** `a, b, c and 97 more`. */
export function listed(names: readonly string[], separator = ', '): string {
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(separator)} and ${more} more` : names.join(separator);
}

/** A line of text, cut with an ellipsis if it is longer than a line may be. Never cuts a character in two. */
export function line(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const kept = text.slice(0, MOST_CHARACTERS - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** The lines of a tooltip. The last of too many says how many are left out. */
export function lines(facts: readonly string[]): readonly string[] {
  const more = facts.length - MOST_LINES;
  return more > 0 ? [...facts.slice(0, MOST_LINES - 1).map(line), `… and ${more + 1} more`] : facts.map(line);
}

/** The box with texts within the bounds, and so all boxes in it. */
export function boxWithin(box: Box): Box {
  return {
    ...box,
    label: line(box.label),
    ...(box.detail !== undefined && { detail: line(box.detail) }),
    facts: lines(box.facts),
    children: box.children.map(boxWithin),
  };
}

/** The edge with texts within the bounds. */
export function edgeWithin(edge: Edge): Edge {
  return { ...edge, ...(edge.label !== undefined && { label: line(edge.label) }), facts: lines(edge.facts) };
}
