/** The icon of a store's tab: in the colour of its cluster, so that the same store of two clusters is told apart at a glance. No vscode in here. */

/** Each stands out from light and from dark tabs. */
const colours = ['#2f86d6', '#c77d1a', '#3f9142', '#b0579f', '#c2564b', '#6f7fd0', '#17919b', '#8a8134'] as const;

/** A `data:` address. */
export function storeIcon(cluster: string): string {
  let sum = 0;
  for (const letter of cluster) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="${colours[sum % colours.length] ?? colours[0]}" stroke-width="1.4"><ellipse cx="8" cy="4" rx="5.2" ry="2.2"/><path d="M2.8 4v8c0 1.2 2.3 2.2 5.2 2.2s5.2-1 5.2-2.2V4M2.8 8c0 1.2 2.3 2.2 5.2 2.2s5.2-1 5.2-2.2"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`;
}
