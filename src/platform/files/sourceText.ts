/** The bytes of a source file as the text that an editor shows. */

/** Larger files are generated or data: nobody writes a topology in them, and parsing them would hold everything else up. */
export const maxFileBytes = 1024 * 1024;
const maxLineLength = 50_000;

export type SourceText = { readonly text: string } | { readonly skipped: string };

/**
 * A byte order mark is not part of the text: editors do not show it, so columns would be off by one. Line ends stay as they are.
 */
export function decodeSource(bytes: Uint8Array): SourceText {
  if (startsAsUtf16(bytes)) return { skipped: 'UTF-16 text: only UTF-8 is read' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { skipped: 'not UTF-8 text' };
  }
  if (hasLongLine(text)) return { skipped: `a line longer than ${maxLineLength} characters: taken for generated` };
  return { text };
}

export function startsAsUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function hasLongLine(text: string): boolean {
  if (text.length <= maxLineLength) return false;
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > maxLineLength) return true;
    start = end + 1;
  }
  return false;
}
