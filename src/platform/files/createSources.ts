/** The Java files of a project on disk, as the core asks for them. */
import { realpathSync, statSync } from 'node:fs';
import { languageNames, languageOfFile } from '../../core/languages/languageFacts.js';
import path from 'node:path';
import type { Sources } from '../../core/analyser.js';
import type { UnreadFile } from '../../core/form/sourceText.js';
import { createFilesAbove } from './filesAbove.js';
import { hasBuildFile, projectTopOf } from '../analysis/projectTop.js';
import { repositoryOf } from '../git/repositoryOf.js';
import { createScanner, mentionsStreams } from './scanFile.js';
import type { SourceText } from './sourceText.js';
import { isTestPath } from './testSources.js';
import { codeOf } from './errorCode.js';
import { isWithin } from './isWithin.js';
import { walkFiles } from './walkFiles.js';
import type { WorkspaceFiles } from './workspaceFiles.js';

export interface SourcesOptions {
  /** Absolute; the names of files start from here. */
  readonly base: string;
  readonly files: WorkspaceFiles;
  readonly includeTests: boolean;
  /** The most Java files to look at. */
  readonly maxFiles?: number;
}

export interface DiskSources extends Sources {
  /** Java files that were looked at. */
  readonly filesSeen: number;
  /** What was not looked at although it is there: said, never silent. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Tests that were left out. */
  readonly testsLeftOut: number;
  /** Files that let Spring build the topology. */
  readonly enablesSpring: readonly string[];
  toPath(file: string): string;
}

const defaultMaxFiles = 100_000;
const isSource = (name: string): boolean => languageOfFile(name) !== undefined;
/** Of the JVM, and not followed: their code may call what is followed. */
const isOther = (name: string): boolean => /\.(?:kt|scala|groovy|clj)$/.test(name);
/** What is not read as code is looked through for words up to here: a file, and all of them. */
const maxUnreadBytes = 4 * 1024 * 1024;
const maxUnreadInAll = 32 * 1024 * 1024;

/**
 * Looks below `paths` (absolute; files or folders; what does not exist is said in `skipped`). Every file is read once to see
 * whether it mentions Kafka Streams; only those that do are `files`, all are found by class name. A file or a test folder that
 * is named itself counts although it is a test.
 */
export function createSources(paths: readonly string[], options: SourcesOptions): DiskSources {
  const limit = options.maxFiles ?? defaultMaxFiles;
  const scan = createScanner();
  const files = new Set<string>();
  const seen = new Set<string>();
  const byClass = new Map<string, string[]>();
  const byParent = new Map<string, string[]>();
  const skipped = new Map<string, string>();
  const enablesSpring: string[] = [];
  const walked = new Set<string>();
  let testsLeftOut = 0;

  const nameOf = (file: string): string => nameFrom(options.base, file) || '.';
  const toPath = (file: string): string => path.resolve(options.base, file);
  const unread = createUnread(paths, options, seen);
  const index = (classes: Map<string, string[]>, name: string): void =>
    add(classes, path.posix.basename(name, path.posix.extname(name)), name);

  const look = (file: string, real: string, wantsTests: boolean, relative: string): void => {
    const name = nameOf(file);
    const isTest = !wantsTests && isTestPath(relative);
    if (isOther(file)) return isTest ? undefined : void unread.files.add(name);
    if (seen.has(name)) return;
    seen.add(name);
    if (isTest) {
      testsLeftOut++;
      return;
    }
    const leftOut = options.files.enter(file);
    if (leftOut !== undefined) {
      skipped.set(name, leftOut);
      return;
    }
    const found = scan(real);
    if (found.skipped !== undefined) {
      skipped.set(name, found.skipped);
      unread.files.add(name);
      return;
    }
    if (found.importsTests && !wantsTests) {
      testsLeftOut++;
      return;
    }
    index(byClass, name);
    for (const parent of found.parents) add(byParent, parent, name);
    if (found.mentionsStreams) files.add(name);
    if (found.enablesSpring) enablesSpring.push(name);
  };

  for (const start of paths) {
    const found = findStart(start, (reason) => skipped.set(nameOf(start), reason));
    if (found === undefined) continue;
    if (!found.isFolder) {
      look(start, found.real, true, path.basename(start));
      continue;
    }
    const repository = repositoryOf(start);
    const wantsTests = options.includeTests || isTestPath(`${nameFrom(repository ?? start, start)}/X.java`);
    walkFiles(start, {
      files: options.files,
      repository,
      wanted: (name) => isSource(name) || isOther(name),
      onFile: (file, realFile) => look(file, realFile, wantsTests, nameFrom(start, file)),
      onSkipped: (file, reason) => skipped.set(nameOf(file), reason),
      full: () => {
        if (seen.size + unread.files.size < limit) return false;
        skipped.set(nameOf(start), `only the first ${limit} ${languageNames} files were looked at: name a folder to analyse the rest`);
        return true;
      },
      walked,
    });
  }

  const texts = new Map<string, SourceText>();
  const read = (file: string): SourceText | undefined => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = options.files.readSource(toPath(file));
    if (text === undefined) return undefined;
    if ('skipped' in text) unread.files.add(file);
    texts.set(file, text);
    return text;
  };

  const above = createFilesAbove(options.files);
  let around: Map<string, string[]> | undefined;
  return {
    files: [...files].sort(),
    filesSeen: seen.size,
    skipped: [...skipped].map(([file, reason]) => ({ file, reason })).sort((a, b) => (a.file < b.file ? -1 : 1)),
    testsLeftOut,
    enablesSpring,
    toPath,
    read,
    above: (file, name) => above(toPath(file), name),
    findByClassName(simpleName) {
      const inside = byClass.get(simpleName);
      if (inside !== undefined) return inside;
      around ??= indexSurroundings(paths, options.files, limit, (classes, file) => {
        const name = nameOf(file);
        if (!seen.has(name)) index(classes, name);
      });
      return around.get(simpleName) ?? [];
    },
    findByParent: (simpleName) => byParent.get(simpleName) ?? [],
    unread: unread.texts,
  };
}

function findStart(start: string, unreadable: (reason: string) => void): { readonly isFolder: boolean; readonly real: string } | undefined {
  try {
    return { isFolder: statSync(start).isDirectory(), real: realpathSync.native(start) };
  } catch (error) {
    unreadable(`cannot be read (${codeOf(error)})`);
    return undefined;
  }
}

interface Unread {
  readonly files: Set<string>;
  texts(): readonly UnreadFile[];
}

/** With what lies beside the paths. `seen`: names of files that were looked at. */
function createUnread(paths: readonly string[], { base, files: workspace, maxFiles }: SourcesOptions, seen: ReadonlySet<string>): Unread {
  const files = new Set<string>();
  let texts: readonly UnreadFile[] | undefined;
  const read = (file: string): Uint8Array | undefined => workspace.read(path.resolve(base, file), maxUnreadBytes);
  return {
    files,
    texts() {
      if (texts !== undefined) return texts;
      const beside = filesBeside(paths, workspace, maxFiles ?? defaultMaxFiles).map((file) => nameFrom(base, file));
      texts = readUnread([...new Set([...files, ...beside.filter((name) => !seen.has(name))])], read);
      return texts;
    },
  };
}

function readUnread(files: readonly string[], read: (file: string) => Uint8Array | undefined): readonly UnreadFile[] {
  const left = { ofStreams: maxUnreadInAll, others: maxUnreadInAll };
  return files.flatMap((file) => {
    const found = read(file);
    if (found === undefined) return [];
    const bytes = Buffer.from(found.buffer, found.byteOffset, found.byteLength);
    const speaksOfStreams = mentionsStreams(bytes);
    const room = (left[speaksOfStreams ? 'ofStreams' : 'others'] -= bytes.length);
    return [{ file, speaksOfStreams, text: room < 0 ? undefined : bytes.toString('latin1') }];
  });
}

/** Where a part of a module is asked for: the rest of its code, which may build on the same builders. Sorted. */
function filesBeside(paths: readonly string[], files: WorkspaceFiles, limit: number): readonly string[] {
  const found: string[] = [];
  const walked = new Set<string>();
  for (const start of paths) {
    const module = moduleAbove(start);
    if (module === undefined || paths.some((other) => isWithin(module, other))) continue;
    walkFiles(module, {
      files,
      repository: repositoryOf(module),
      wanted: (name) => isSource(name) || isOther(name),
      leaves: (folder) => hasBuildFile(folder),
      onFile(file) {
        if (!isTestPath(nameFrom(module, file))) found.push(file);
      },
      onSkipped: () => undefined,
      full: () => found.length >= limit,
      walked,
    });
  }
  return found.sort();
}

/** The nearest folder above with a build file; undefined: there is none in the project, or the start is a module. */
function moduleAbove(start: string): string | undefined {
  const top = projectTopOf(start);
  if (top === undefined || hasBuildFile(start)) return undefined;
  for (let folder = path.dirname(start); isWithin(folder, top); folder = path.dirname(folder)) {
    if (hasBuildFile(folder)) return folder;
    if (folder === top) return undefined;
  }
  return undefined;
}

function add(index: Map<string, string[]>, key: string, file: string): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [file]);
  else known.push(file);
}

const nameFrom = (folder: string, file: string): string => path.relative(folder, file).split(path.sep).join('/');

/** A single file or a part of a project refers to classes beside it: the rest of the project, by name only. */
function indexSurroundings(
  paths: readonly string[],
  files: WorkspaceFiles,
  limit: number,
  found: (classes: Map<string, string[]>, file: string) => void,
): Map<string, string[]> {
  const classes = new Map<string, string[]>();
  const walked = new Set<string>();
  let count = 0;
  for (const start of paths) {
    const top = projectTopOf(start);
    if (top === undefined || paths.some((other) => isWithin(top, other))) continue;
    walkFiles(top, {
      files,
      repository: repositoryOf(top),
      wanted: isSource,
      onFile(file) {
        count++;
        if (!isTestPath(nameFrom(top, file))) found(classes, file);
      },
      onSkipped: () => undefined,
      full: () => count >= limit,
      walked,
    });
  }
  for (const list of classes.values()) list.sort();
  return classes;
}
