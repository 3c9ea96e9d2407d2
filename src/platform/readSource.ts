/** A source file from the disk. */
import { readFileSync } from 'node:fs';
import { decodeSource, type SourceText } from './sourceText.js';
import { codeOf } from './walkFiles.js';

/** undefined: there is no such file. */
export function readSource(file: string): SourceText | undefined {
  try {
    return decodeSource(readFileSync(file));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { skipped: `the file cannot be read (${code})` };
  }
}
