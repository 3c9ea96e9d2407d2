/** What a project says is not part of it: its .gitignore files, and the folders that tools fill. */
import path from 'node:path';
import ignore from 'ignore';
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
  test(relative: string): { readonly ignored: boolean; readonly unignored: boolean };
}

const slashed = (file: string): string => file.split(path.sep).join('/');

const maxRulesBytes = 256 * 1024;

function readLayer(folder: string, file: string, files: WorkspaceFiles): Layer[] {
  const text = files.readText(file, maxRulesBytes);
  if (text === undefined) return [];
  try {
    const rules = ignore().add(text);
    return [{ folder, test: (relative) => rules.test(relative) }];
  } catch {
    return []; // a pattern that is no pattern: git passes over it, too
  }
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
        const { ignored, unignored } = layer.test(isFolder ? `${relative}/` : relative);
        if (ignored) return true;
        if (unignored) return false;
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
