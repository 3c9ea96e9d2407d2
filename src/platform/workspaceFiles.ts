/** The files of what a person named to be analysed: only what really lies there is read, and what is left out is said. */
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { projectTopOf } from './projectTop.js';
import { findRegularFile, readRegularFile } from './readRegularFile.js';

export interface WorkspaceFiles {
  /** Real paths: all that is read lies in one of these folders. */
  readonly tops: readonly string[];
  /** undefined: there is no such file, or it is refused, which `skipped` then says. `file` is absolute; `limit` in bytes. */
  read(file: string, limit: number): Uint8Array | undefined;
  /** The same as text of UTF-8, without a byte order mark. */
  readText(file: string, limit: number): string | undefined;
  /** What a folder holds, by name; empty where it is none, cannot be read, or is a link that leads out. */
  list(folder: string): readonly Dirent[];
  /** Says of a file that it was left out, in full or in part, and why. The first reason stays. */
  skip(file: string, reason: string): void;
  /** By absolute path. */
  readonly skipped: ReadonlyMap<string, string>;
}

/** The largest build file or script that is read, in bytes. */
export const maxBuildFileBytes = 1024 * 1024;

/** `paths` (absolute) are what was named; the project that they belong to may reach above them. */
export function createWorkspaceFiles(paths: readonly string[]): WorkspaceFiles {
  const tops = [...new Set(paths.map((file) => realPathOf(projectTopOf(file) ?? folderOf(file))))];
  const skipped = new Map<string, string>();
  const skip = (file: string, reason: string): void => {
    if (!skipped.has(file)) skipped.set(file, reason);
  };
  const read = (file: string, limit: number): Uint8Array | undefined => {
    const found = readRegularFile(file, { limit, within: tops });
    if (found.kind === 'read') return found.bytes;
    if (found.kind === 'refused') skip(file, found.reason);
    return undefined;
  };
  return {
    tops,
    read,
    readText(file, limit) {
      const bytes = read(file, limit);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    list(folder) {
      const found = findRegularFile(folder, tops);
      if (found.kind === 'refused') skip(folder, found.reason);
      if (found.kind !== 'found') return [];
      try {
        return readdirSync(found.real, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
      } catch {
        return []; // no folder, or not ours to read: what it would have said is not known
      }
    },
    skip,
    skipped,
  };
}

/** A lone file may refer to what lies beside it. */
function folderOf(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true ? file : path.dirname(file);
}

function realPathOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return path.resolve(file); // not there: said by who looks below it
  }
}
