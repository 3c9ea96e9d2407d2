/** How far a project reaches above the path that was named. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { repositoryOf } from '../git/repositoryOf.js';

const buildFiles = ['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt', 'settings.gradle', 'settings.gradle.kts'];

/**
 * The repository's top; without a repository the folder above the `src` that the path lies in; else the path's folder where
 * it has a build file. undefined: nothing says that there is more than the path itself. A build file further up is not looked
 * for: it would be some other project's.
 */
export function projectTopOf(start: string): string | undefined {
  const folder = isFolder(start) ? start : path.dirname(start);
  const repository = repositoryOf(folder);
  if (repository !== undefined) return repository;
  const segments = folder.split(path.sep);
  const source = segments.lastIndexOf('src');
  if (source > 0) {
    const module = segments.slice(0, source).join(path.sep) || path.sep;
    if (hasBuildFile(module)) return climb(module);
  }
  return hasBuildFile(folder) ? climb(folder) : undefined;
}

/** Modules lie inside their parents. */
function climb(module: string): string {
  let top = module;
  while (path.dirname(top) !== top && hasBuildFile(path.dirname(top))) top = path.dirname(top);
  return top;
}

export function hasBuildFile(folder: string): boolean {
  return buildFiles.some((name) => existsSync(path.join(folder, name)));
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}
