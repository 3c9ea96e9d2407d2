import { readRegularFile } from './readRegularFile.js';
import type { SourceText } from './sourceText.js';
import { decodeSource, maxFileBytes } from './sourceText.js';

/** undefined: there is no such file. `within`: real paths of the folders that it has to lie in. */
export function readSource(file: string, within: readonly string[]): SourceText | undefined {
  const found = readRegularFile(file, { limit: maxFileBytes, within });
  if (found.kind === 'missing') return undefined;
  return found.kind === 'refused' ? { skipped: found.reason } : decodeSource(found.bytes);
}
