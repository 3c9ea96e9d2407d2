/**
 * What a person typed or copied, as the bytes of keys. A key is taken word for word; and, as what a row shows is what finds it, also as each of
 * the forms that rows are shown in: a JSON text, bytes as `{"base64":…}`, signs as `\u001b`, a formula with ' in front (CSV).
 */
import { fail, succeed, type Result } from '../../base/result.js';
import type { Serde } from './serde.js';

/** Word for word first, none twice: several where the text may mean several keys. Fails as `encode` does where it can mean none. */
export function keysOfText({ encode, alike }: Pick<Serde, 'encode' | 'alike'>, text: string): Result<readonly Uint8Array[], string> {
  const keys: Uint8Array[] = [];
  let why: string | undefined;
  for (const meant of meaningsOf(text)) {
    const encoded = encode(meant);
    if (encoded.ok) keys.push(encoded.value);
    else why ??= encoded.error;
    keys.push(...(alike?.(meant) ?? []));
  }
  const bytes = bytesOfText(text);
  if (bytes !== undefined) keys.push(bytes);
  return keys.length > 0 ? succeed(distinct(keys)) : fail(why ?? 'The text is no key.');
}

/** Of `{"base64":…}`, as rows show bytes that do not decode; undefined: it is none. */
export function bytesOfText(text: string): Uint8Array | undefined {
  const [, digits] = /^\s*\{\s*"base64"\s*:\s*"([A-Za-z0-9+/]*={0,2})"\s*\}\s*$/.exec(text) ?? [];
  return digits === undefined ? undefined : Buffer.from(digits, 'base64');
}

/** As `src/present/rows/rowTexts.ts` keeps spreadsheets from running it. */
const formula = /^'[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function meaningsOf(text: string): readonly string[] {
  const meanings = [text];
  const quoted = text.startsWith('"') ? jsonText(text) : undefined;
  if (quoted !== undefined) meanings.push(quoted);
  if (/\\u[0-9a-f]{4}/.test(text))
    meanings.push(text.replaceAll(/\\u([0-9a-f]{4})/g, (_all, digits: string) => String.fromCharCode(parseInt(digits, 16))));
  if (formula.test(text)) meanings.push(text.slice(1));
  return [...new Set(meanings)];
}

function jsonText(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function distinct(keys: readonly Uint8Array[]): Uint8Array[] {
  return [...new Map(keys.map((key) => [Buffer.from(key).toString('base64'), key])).values()];
}
