/** The files of what a person named to be analysed: only what really lies there is read, and what is left out is said. */
import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { PatternBudget } from './ignorePatterns.js';
import { projectTopOf } from '../analysis/projectTop.js';
import { noPulse, type Pulse } from '../threads/pulse.js';
import { findRegularFile, readRegularFile } from './readRegularFile.js';
import { decodeSource, maxFileBytes, type SourceText } from './sourceText.js';

export interface WorkspaceFiles {
  /** Real paths: all that is read lies in one of these folders. */
  readonly tops: readonly string[];
  /** undefined: there is no such file, or it is refused, which `skipped` then says. `file` is absolute; `limit` in bytes. */
  read(file: string, limit: number): Uint8Array | undefined;
  /** The same as text of UTF-8, without a byte order mark. */
  readText(file: string, limit: number): string | undefined;
  /** The text of a source file, or why it is not read; undefined: there is no such file. */
  readSource(file: string): SourceText | undefined;
  /** Why this file is not looked at, whatever is in it; undefined: it is. The thread is at this file from now on. */
  enter(file: string): string | undefined;
  /** What a folder holds, by name; empty where it is none, cannot be read, or is a link that leads out. */
  list(folder: string): readonly Dirent[];
  /** Says of a file that it was left out, in full or in part, and why. The first reason stays. */
  skip(file: string, reason: string): void;
  /** What the patterns of all ignore files may cost together. */
  readonly patterns: PatternBudget;
  /** By absolute path. */
  readonly skipped: ReadonlyMap<string, string>;
}

/** The largest build file or script that is read, in bytes. */
export const maxBuildFileBytes = 1024 * 1024;

export interface WorkspaceFilesOptions {
  /** Absolute paths of files that are not looked at, to the reason: an earlier thread did not get past them. */
  readonly leftOut?: ReadonlyMap<string, string>;
  readonly pulse?: Pulse;
}

/** A hundred patterns over a million files take fewer; all of them take seconds. */
const mostPatternSteps = 300_000_000;

/** `paths` (absolute) are what was named; the project that they belong to may reach above them. */
export function createWorkspaceFiles(paths: readonly string[], options: WorkspaceFilesOptions = {}): WorkspaceFiles {
  const { leftOut = new Map<string, string>(), pulse = noPulse } = options;
  const tops = [...new Set(paths.map((file) => realPathOf(projectTopOf(file) ?? folderOf(file))))];
  const skipped = new Map<string, string>();
  const skip = (file: string, reason: string): void => {
    if (!skipped.has(file)) skipped.set(file, reason);
  };
  const enter = (file: string): string | undefined => {
    pulse.at(file);
    return leftOut.get(file);
  };
  const read = (file: string, limit: number): Uint8Array | undefined => {
    const reason = enter(file);
    if (reason !== undefined) {
      skip(file, reason);
      return undefined;
    }
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
    readSource(file) {
      const reason = leftOut.get(file);
      if (reason !== undefined) return { skipped: reason };
      const found = readRegularFile(file, { limit: maxFileBytes, within: tops });
      if (found.kind === 'missing') return undefined;
      return found.kind === 'refused' ? { skipped: found.reason } : decodeSource(found.bytes);
    },
    enter,
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
    patterns: { left: mostPatternSteps },
    skip,
    skipped,
  };
}

/** A lone file may refer to what lies beside it. */
export function folderOf(file: string): string {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true ? file : path.dirname(file);
}

function realPathOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return path.resolve(file); // not there: said by who looks below it
  }
}
