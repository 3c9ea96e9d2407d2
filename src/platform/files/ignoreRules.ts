/** What a project says is not part of it: its .gitignore files, and the folders that tools fill. */
import path from 'node:path';
import { type IgnorePatterns, parseIgnorePatterns } from './ignorePatterns.js';
import type { WorkspaceFiles } from './workspaceFiles.js';

/** Never sources, wherever they lie. */
const toolFolders = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.gradle',
  '.idea',
  '.vscode',
  '.mvn',
  '.settings',
  '.metals',
  '.bloop',
  '.bsp',
]);
/** Build output, but also good names of Java packages. */
const outputFolders = new Set(['target', 'build', 'out', 'dist', 'bin']);

/** `folder` is the path from the walk's start, with forward slashes. */
export function isToolFolder(folder: string): boolean {
  const segments = folder.split('/');
  const name = segments.at(-1) ?? '';
  return toolFolders.has(name) || (outputFolders.has(name) && !segments.slice(0, -1).includes('src'));
}

/** The rules that hold in one folder: its own .gitignore and those of the folders above. */
export interface IgnoreRules {
  /** The rules in a folder below; the folder is an absolute path. */
  enter(folder: string): IgnoreRules;
  ignores(file: string, isFolder: boolean): boolean;
}

interface Layer {
  readonly folder: string;
  readonly file: string;
  readonly patterns: IgnorePatterns;
}

const slashed = (file: string): string => file.split(path.sep).join('/');

const maxRulesBytes = 256 * 1024;

function readLayer(folder: string, file: string, files: WorkspaceFiles): Layer[] {
  const text = files.readText(file, maxRulesBytes);
  if (text === undefined) return [];
  return [{ folder, file, patterns: parseIgnorePatterns(text, files.patterns) }];
}

function createRules(layers: readonly Layer[], files: WorkspaceFiles): IgnoreRules {
  return {
    enter(folder) {
      const own = readLayer(folder, path.join(folder, '.gitignore'), files);
      return own.length === 0 ? this : createRules([...own, ...layers], files);
    },
    ignores(file, isFolder) {
      for (const layer of layers) {
        const relative = slashed(path.relative(layer.folder, file));
        if (relative === '' || relative.startsWith('../')) continue;
        const decided = layer.patterns.decide(relative, isFolder);
        if (files.patterns.left <= 0) files.skip(layer.file, 'its patterns take too long: from some file on they do not count');
        if (decided !== undefined) return decided === 'ignored';
      }
      return false;
    },
  };
}

/**
 * The rules at the top of a walk: those of the repository that it lies in. A folder that they leave out was named on purpose,
 * so they do not hold inside it.
 */
export function createIgnoreRules(folder: string, repository: string | undefined, files: WorkspaceFiles): IgnoreRules {
  if (repository === undefined) return createRules([], files).enter(folder);
  const above = [folder];
  for (let at = folder; at !== repository && path.dirname(at) !== at;) {
    at = path.dirname(at);
    above.push(at);
  }
  let rules = createRules(readLayer(repository, path.join(repository, '.git', 'info', 'exclude'), files), files);
  for (const at of above.toReversed()) {
    if (at !== repository && rules.ignores(at, true)) return createRules([], files).enter(folder);
    rules = rules.enter(at);
  }
  return rules;
}
