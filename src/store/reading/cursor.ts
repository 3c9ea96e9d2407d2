/** Where the next page begins: after a row, by its key and partition, so that it holds while the view is kept up. */

export type Cursor =
  | { readonly kind: 'key'; readonly key: Uint8Array; readonly partition: number }
  | { readonly kind: 'offset'; readonly partition: number; readonly offset: number };

export function writeCursor(cursor: Cursor): string {
  return cursor.kind === 'key'
    ? `k${cursor.partition}.${Buffer.from(cursor.key).toString('base64url')}`
    : `o${cursor.partition}.${cursor.offset}`;
}

/** null: not one of ours. */
export function readCursor(text: string): Cursor | null {
  const [, kind, number, rest = ''] = /^([ko])(\d{1,10})\.([\w-]*)$/.exec(text) ?? [];
  const partition = Number(number);
  if (kind === 'k') return { kind: 'key', partition, key: Buffer.from(rest, 'base64url') };
  return kind === 'o' && /^\d{1,16}$/.test(rest) ? { kind: 'offset', partition, offset: Number(rest) } : null;
}
