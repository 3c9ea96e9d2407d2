/** The one way to write a file of the user's. */
import { closeSync, constants, fstatSync, ftruncateSync, lstatSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from './errorCode.js';
import { findRegularFile, notRegular } from './readRegularFile.js';

/**
 * Writes a text or bytes to a new or a regular file, and never through a link: what a repository calls a lock file may lead to any file of
 * the user's. `within`: real paths of the folders that the file has to lie in; undefined: a person named its folder. Gives undefined,
 * or why nothing was written, in words that follow the file's name and a colon.
 */
export function writeRegularFile(file: string, content: string | Uint8Array, within?: readonly string[]): string | undefined {
  const folder = findRegularFile(path.dirname(file), within);
  if (folder.kind === 'missing') return 'there is no such folder';
  if (folder.kind === 'refused') return folder.reason;
  const real = path.join(folder.real, path.basename(file));
  try {
    const there = lstatSync(real, { throwIfNoEntry: false });
    if (there?.isSymbolicLink() === true) return 'a link: it is not written through';
    if (there !== undefined && !there.isFile()) return there.isDirectory() ? 'a folder' : notRegular;
    // O_NOFOLLOW and the second look: what is there may be another by now.
    const handle = openSync(real, constants.O_WRONLY | constants.O_CREAT | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      if (!fstatSync(handle).isFile()) return notRegular;
      writeFileSync(handle, content);
      ftruncateSync(handle, Buffer.byteLength(content));
      return undefined;
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return `it cannot be written (${codeOf(error)})`;
  }
}

/** A folder that a person named, with those above it. Gives undefined, or why there is none, as above. */
export function makeFolder(folder: string): string | undefined {
  try {
    const missing: string[] = [];
    for (let at = path.resolve(folder); lstatSync(at, { throwIfNoEntry: false }) === undefined; at = path.dirname(at)) missing.unshift(at);
    // One by one: Node.js makes them all with `recursive`, but never ends where a file system such as /proc takes none.
    for (const one of missing) mkdirSync(one);
    return statSync(folder).isDirectory() ? undefined : 'there is a file of that name';
  } catch (error) {
    return `the folder cannot be made (${codeOf(error)})`;
  }
}
