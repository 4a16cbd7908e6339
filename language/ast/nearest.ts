// An unknown name → similar names.

/** Up to three similar candidates, the most similar first. A qualified candidate is also compared by its last part. */
export function nearest(name: string, candidates: Iterable<string>): readonly string[] {
  const most = Math.max(1, Math.floor(name.length / 3));
  const ranked = [...new Set(candidates)].flatMap((candidate) => {
    const distance = distanceTo(name, candidate, most);
    return distance > most ? [] : [{ candidate, distance }];
  });
  return ranked
    .toSorted((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function distanceTo(name: string, candidate: string, most: number): number {
  const last = candidate.split('.').at(-1) ?? candidate;
  return Math.min(editDistance(name, candidate, most), editDistance(name, last, most));
}

/** The Levenshtein distance, ignoring case. A result above `most` is not exact. */
function editDistance(from: string, to: string, most: number): number {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
