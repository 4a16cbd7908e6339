// Repeated parts of hostile texts.

/** The lines, one after the other. */
export function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

/** The items with commas between them. */
export function list(count: number, item: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => item(index)).join(', ');
}
