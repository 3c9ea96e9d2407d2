/** The first letter as a capital: `name` as it stands in `getName`. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
