/** Levenshtein's. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that is the fewest letters away, of several the first; undefined: all are more than `most` away. */
export function nearestTo(text: string, names: readonly string[], most: number): string | undefined {
  const [near] = names.map((name) => ({ name, distance: editDistance(text, name) })).sort((a, b) => a.distance - b.distance);
  return near !== undefined && near.distance <= most ? near.name : undefined;
}
