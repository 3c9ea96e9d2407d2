/** Files of settings that count for the folders below theirs. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from './isWithin.js';
import { maxBuildFileBytes, type WorkspaceFiles } from './workspaceFiles.js';

/** The texts of the files of a name in the folder of a file (absolute) and in those above it, from the project's top folder down. */
export function createFilesAbove(files: WorkspaceFiles): (file: string, name: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  const isInside = (folder: string): boolean => {
    const real = realpathSync.native(folder);
    return files.tops.some((top) => isWithin(real, top));
  };
  const inFolder = (folder: string, name: string): readonly string[] => {
    const file = path.join(folder, name);
    let found = known.get(file);
    if (found === undefined) {
      const isRead = isInside(folder);
      const text = isRead ? files.readText(file, maxBuildFileBytes) : undefined;
      found = [
        ...(isRead && path.dirname(folder) !== folder ? inFolder(path.dirname(folder), name) : []),
        ...(text === undefined ? [] : [text]),
      ];
      known.set(file, found);
    }
    return found;
  };
  return (file, name) => inFolder(path.dirname(file), name);
}
