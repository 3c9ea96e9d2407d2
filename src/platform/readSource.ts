import { readFileSync } from 'node:fs';
import type { SourceText } from './sourceText.js';
import { decodeSource } from './sourceText.js';
import { codeOf } from './walkFiles.js';

/** undefined: there is no such file. */
export function readSource(file: string): SourceText | undefined {
  try {
    return decodeSource(readFileSync(file));
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : { skipped: `the file cannot be read (${code})` };
  }
}
