/** Finds files below a folder. */
import type { Dirent } from 'node:fs';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from './errorCode.js';
import type { IgnoreRules } from './ignoreRules.js';
import { createIgnoreRules, isToolFolder } from './ignoreRules.js';
import { isWithin } from './isWithin.js';
import { linkLeadsOut, notRegular } from './readRegularFile.js';
import type { WorkspaceFiles } from './workspaceFiles.js';

export interface WalkOptions {
  /** Reads the ignore rules, and knows the folders that links may lead into. */
  readonly files: WorkspaceFiles;
  /** The repository that the folder lies in, for its ignore rules. */
  readonly repository: string | undefined;
  /** By base name. */
  wanted(name: string): boolean;
  /** A folder (absolute, and its entries' names) that is not entered. */
  leaves?(folder: string, names: ReadonlySet<string>): boolean;
  /** `real`: the same file's path without links, which lies in one of the tops of `files`. */
  onFile(file: string, real: string): void;
  /** A folder or link that cannot be followed, and why. */
  onSkipped(file: string, reason: string): void;
  /** Asked before each file: true ends the walk. */
  full(): boolean;
  /** Real paths of folders that were walked: shared by several walks, no folder is walked twice. */
  readonly walked: Set<string>;
}

/** Deeper ones no tool makes; the longer a path is, the longer each look at it takes. */
const deepest = 500;

/**
 * Depth first, in the order of names. Links are followed inside the tops of `files` only. Links to folders are followed once: not
 * where the target was walked, or lies in (or around) what is being walked.
 */
export function walkFiles(root: string, options: WalkOptions): void {
  const { walked } = options;
  const realRoot = realPath(root);
  if (realRoot === undefined) {
    options.onSkipped(root, 'the folder cannot be read');
    return;
  }

  const visit = (folder: string, real: string, above: IgnoreRules | undefined, depth: number): void => {
    if (walked.has(real) || options.full()) return;
    walked.add(real);
    const leftOut =
      depth > deepest ? `folders inside each other more than ${deepest} deep are not looked into` : options.files.enter(folder);
    if (leftOut !== undefined) {
      options.onSkipped(folder, leftOut);
      return;
    }
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      options.onSkipped(folder, `the folder cannot be read (${codeOf(error)})`);
      return;
    }
    const names = new Set(entries.map((entry) => entry.name));
    if (folder !== root && options.leaves?.(folder, names) === true) return;
    const rules =
      above === undefined
        ? createIgnoreRules(folder, options.repository, options.files)
        : names.has('.gitignore')
          ? above.enter(folder)
          : above;
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    const folders: { readonly at: string; readonly real: string }[] = [];
    for (const entry of entries) {
      if (options.full()) return;
      const at = path.join(folder, entry.name);
      const kind = kindOf(entry, at, options);
      if (kind === 'folder') {
        if (isToolFolder(path.relative(root, at).split(path.sep).join('/')) || rules.ignores(at, true)) continue;
        if (!entry.isSymbolicLink()) folders.push({ at, real: path.join(real, entry.name) });
        else if (!entry.name.startsWith('bazel-')) {
          const target = realPath(at);
          if (target === undefined || isWithin(target, realRoot)) continue;
          if (leadsOut(target, options)) options.onSkipped(at, linkLeadsOut);
          else if (!isWithin(realRoot, target)) folders.push({ at, real: target });
        }
      } else if (kind === 'file' && options.wanted(entry.name) && !rules.ignores(at, false)) {
        if (!entry.isSymbolicLink()) {
          options.onFile(at, path.join(real, entry.name));
          continue;
        }
        const target = realPath(at);
        if (target === undefined || isWithin(target, realRoot)) continue; // found by its own name
        if (leadsOut(target, options)) options.onSkipped(at, linkLeadsOut);
        else options.onFile(at, target);
      }
    }
    for (const { at, real: target } of folders) visit(at, target, rules, depth + 1);
  };
  visit(root, realRoot, undefined, 0);
}

function kindOf(entry: Dirent, at: string, options: WalkOptions): 'file' | 'folder' | undefined {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) {
    if (options.wanted(entry.name)) options.onSkipped(at, notRegular);
    return undefined;
  }
  try {
    const target = statSync(at);
    if (target.isDirectory()) return 'folder';
    if (target.isFile()) return 'file';
    if (options.wanted(entry.name)) options.onSkipped(at, notRegular);
    return undefined;
  } catch (error) {
    if (options.wanted(entry.name)) options.onSkipped(at, `the link leads nowhere (${codeOf(error)})`);
    return undefined;
  }
}

const leadsOut = (real: string, { files }: WalkOptions): boolean => !files.tops.some((top) => isWithin(real, top));

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
