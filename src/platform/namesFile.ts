/** Names that were written down: a lock file, or the text of Topology#describe(). */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseDescription } from '../core/names/describedNames.js';
import { LockFileError, parseLockFile } from '../core/names/lockFile.js';
import type { TopologyNames } from '../core/names/topologyNames.js';

export const usualLockFile = 'kafka-streams.lock.json';
const largestFile = 16 * 1024 * 1024;

/** `called`: the file's name for people. Throws an Error whose message says what to do. */
export function readNamesFile(file: string, called: string): TopologyNames[] {
  if (statSync(file).size > largestFile) throw new Error(`${called} is too large for a lock file or a description`);
  const text = readFileSync(file, 'utf8');
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
  throw new Error(`${called} is no Java file, lock file or text of Topology#describe()`);
}
