// An unknown name → similar names.

/** Up to three similar candidates, the most similar first. A qualified candidate is also compared by its last part. */
export function nearest(name: string, candidates: Iterable<string>): readonly string[] {
  const most = Math.min(Math.max(1, Math.floor(name.length / 3)), MOST_EDITS);
  const ranked = [...new Set(candidates)].flatMap((candidate) => {
    const distance = distanceTo(name, candidate, most);
    return distance > most ? [] : [{ candidate, distance }];
  });
  return ranked
    .toSorted((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** A name with more mistakes is another name, however long it is. It also bounds the work. */
const MOST_EDITS = 12;

function distanceTo(name: string, candidate: string, most: number): number {
  const last = candidate.split('.').at(-1) ?? candidate;
  return Math.min(editDistance(name, candidate, most), editDistance(name, last, most));
}

/** The Levenshtein distance, ignoring case. A result above `most` is not exact: only cells of the table that can lead to less are computed. */
function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  const above = most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => Math.min(index, above));
  let next = row.map(() => above);
  for (let i = 1; i <= a.length; i += 1) {
    const first = Math.max(1, i - most);
    next[first - 1] = first === 1 ? Math.min(i, above) : above;
    for (let j = first; j <= Math.min(b.length, i + most); j += 1) {
      const replaced = (row[j - 1] ?? above) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? above) + 1, (next[j - 1] ?? above) + 1, above);
    }
    [row, next] = [next, row];
  }
  return row[b.length] ?? above;
}
