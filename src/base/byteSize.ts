/** Sizes as people write them. */

/** `512MiB`, `1.5 GB` or bytes; undefined: no size. */
export function parseBytes(text: string): number | undefined {
  const { number, unit = '' } = /^(?<number>\d{1,12}(?:\.\d{1,3})?)\s?(?<unit>[kmgt]i?b|b)?$/i.exec(text.trim())?.groups ?? {};
  if (number === undefined) return undefined;
  const power = ['k', 'm', 'g', 't'].indexOf(unit.charAt(0).toLowerCase()) + 1;
  return Math.floor(Number(number) * (unit.length === 3 ? 1024 : 1000) ** power);
}
