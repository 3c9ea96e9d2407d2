/** Names that were written down: a lock file, or the text of Topology#describe(). */
import path from 'node:path';
import { languageNames } from '../../core/languages/languageFacts.js';
import { parseDescription } from '../../core/names/describedNames.js';
import { LockFileError, parseLockFile } from '../../core/names/lockFile.js';
import type { TopologyNames } from '../../core/names/topologyNames.js';
import { readRegularFile } from './readRegularFile.js';

export const usualLockFile = 'kafka-streams.lock.json';
/** The largest lock file or saved description that is read, in bytes. */
const largestFile = 16 * 1024 * 1024;

/**
 * The text of a lock file or of a saved description. `called`: the file's name for people; `within` as of `readRegularFile`. Throws
 * an Error whose message says what to do.
 */
export function readNamesText(file: string, called: string, within?: readonly string[]): string {
  const found = readRegularFile(file, { limit: largestFile, ...(within === undefined ? {} : { within }) });
  if (found.kind === 'missing') throw new Error(`there is no file ${called}`);
  if (found.kind === 'refused') throw new Error(`${called}: ${found.reason}`);
  return new TextDecoder().decode(found.bytes);
}

/** The same, read into names. */
export function readNamesFile(file: string, called: string, within?: readonly string[]): TopologyNames[] {
  const text = readNamesText(file, called, within);
  try {
    const locked = parseLockFile(text);
    if (locked !== undefined) return locked;
  } catch (error) {
    if (error instanceof LockFileError)
      throw new Error(`the lock file ${called} cannot be read: ${error.message}; write it again with kslens lock`, { cause: error });
    throw error;
  }
  const described = parseDescription(text, path.basename(file));
  if (described !== undefined) return [described];
  throw new Error(`${called} is no ${languageNames} file, lock file or text of Topology#describe()`);
}
