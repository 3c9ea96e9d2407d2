/** A repository's own files, which git reads whatever they are: one that is a device, a pipe or far too large would keep it reading. */
import type { Dirent } from 'node:fs';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { isNetworkPath, readRegularFile } from '../files/readRegularFile.js';
import { repositoryOf } from './repositoryOf.js';

/** Of the folders that git has for a repository. */
const readInFull = [
  'config',
  'config.worktree',
  'HEAD',
  'packed-refs',
  'shallow',
  'info/grafts',
  'info/attributes',
  'objects/info/alternates',
  'commondir',
];
const largestOfThese = 64 * 1024 * 1024;
/** Git's own hold a hash or a name. */
const largestReference = 64 * 1024;
/** Files and folders: git packs references where there are many. */
const mostReferences = 200_000;

/** In words that say of its name what is wrong; undefined: nothing, or `cwd` lies in no repository. Never throws. */
export function findOddGitFile(cwd: string): string | undefined {
  const top = repositoryOf(cwd);
  for (const folder of top === undefined ? [] : foldersOf(top)) {
    if (isNetworkPath(folder)) return '.git leads to a network path';
    const odd = readInFull.find((name) => isOdd(path.join(folder, name), largestOfThese)) ?? oddReference(folder);
    if (odd !== undefined) return `${odd} is no file that git can read`;
  }
  return undefined;
}

/** `.git`, or where a file of that name leads (working trees beside others, submodules), and what that shares with others. */
function foldersOf(top: string): readonly string[] {
  const at = path.join(top, '.git');
  const led = pointerIn(at, /^gitdir: (.+)/);
  const own = led === undefined ? at : path.resolve(top, led);
  const shared = pointerIn(path.join(own, 'commondir'), /^(.+)/);
  return shared === undefined ? [own] : [own, path.resolve(own, shared)];
}

function pointerIn(file: string, form: RegExp): string | undefined {
  const read = readRegularFile(file, { limit: largestReference });
  return read.kind === 'read' ? form.exec(Buffer.from(read.bytes).toString('utf8'))?.[1]?.trim() : undefined;
}

function isOdd(file: string, largest: number): boolean {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    return status !== undefined && (!status.isFile() || status.size > largest);
  } catch {
    return false; // not there, or not ours to read: git says so
  }
}

/** Any of them may be what a revision leads to. */
function oddReference(folder: string): string | undefined {
  const waiting = ['refs'];
  let seen = 0;
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    for (const entry of entriesOf(path.join(folder, below))) {
      const name = `${below}/${entry.name}`;
      if (++seen > mostReferences) return 'refs';
      if (entry.isDirectory()) waiting.push(name);
      else if (isOdd(path.join(folder, name), largestReference)) return name;
    }
  }
  return undefined;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // there are none, or they are not ours to read
  }
}
