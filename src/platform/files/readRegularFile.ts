/**
 * The one way to read a file. A workspace is somebody else's: what is called pom.xml may be a device that never ends, a pipe that
 * nobody writes to, or a link to a file that is none of the workspace's business.
 */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fail, type Result, succeed } from '../../base/result.js';
import { codeOf } from './errorCode.js';
import { isWithin } from './isWithin.js';

export interface ReadLimits {
  /** In bytes: a larger file is refused. */
  readonly limit: number;
  /**
   * Real paths of the folders that the file has to lie in, once all links are followed. undefined: a person named this very file,
   * so it may lie anywhere.
   */
  readonly within?: readonly string[];
}

export type RegularFile =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  /** There is something of this name; `reason` says why it is not read, in words that follow the file's name and a colon. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The largest file of connection settings, certificates or keys that is read, in bytes. */
const maxSettingsBytes = 4 * 1024 * 1024;

export const linkLeadsOut = 'it leads out of the workspace: it is not followed';
export const notRegular = 'no regular file: devices, pipes and sockets are not read';

/** `file` is absolute. Never throws, and never waits for anything but the disk. */
export function readRegularFile(file: string, { limit, within }: ReadLimits): RegularFile {
  const found = findRegularFile(file, within);
  return found.kind === 'found' ? readUpTo(found.real, limit) : found;
}

/** A file of settings, certificates or keys that a person or a setting named as `called`. Fails with what is wrong, in words that name it so. */
export function readSettingsFile(file: string, called: string): Result<Uint8Array, string> {
  const found = readRegularFile(file, { limit: maxSettingsBytes });
  if (found.kind === 'read') return succeed(found.bytes);
  return fail(found.kind === 'missing' ? `there is no file ${called}` : `${called}: ${found.reason}`);
}

export type FoundFile = { readonly kind: 'found'; readonly real: string } | Exclude<RegularFile, { readonly kind: 'read' }>;

/** Where a file really lies. On Windows no network path is looked up: asking a host is telling it who we are. */
export function findRegularFile(file: string, within: readonly string[] | undefined): FoundFile {
  if (isNetworkPath(file) && within?.some((folder) => isWithin(file, folder)) !== true)
    return { kind: 'refused', reason: 'a network path: it is not read' };
  let real: string;
  try {
    real = realpathSync.native(file);
  } catch (error) {
    return unread(error);
  }
  if (within !== undefined && !within.some((folder) => isWithin(real, folder))) return { kind: 'refused', reason: linkLeadsOut };
  return { kind: 'found', real };
}

/** Looking anything up there asks another host. */
export const isNetworkPath = (file: string): boolean => file.startsWith('\\\\') || (path.sep === '\\' && file.startsWith('//'));

/** Without O_NONBLOCK a pipe that nobody writes to would hold the thread for ever before anybody can see what it is. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

function readUpTo(file: string, limit: number): RegularFile {
  try {
    const handle = openSync(file, openFlags);
    try {
      const status = fstatSync(handle);
      if (!status.isFile()) return { kind: 'refused', reason: notRegular };
      if (status.size > limit) return { kind: 'refused', reason: tooLarge(status.size, limit) };
      const buffer = Buffer.allocUnsafe(status.size + 1); // one more, to see that it ends there
      const length = fill(handle, buffer);
      // Some files of the system say that they are empty, and are not.
      return length > status.size
        ? { kind: 'refused', reason: 'it grew while it was read' }
        : { kind: 'read', bytes: buffer.subarray(0, length) };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return unread(error);
  }
}

/** As many bytes as the buffer holds or the file has; gives their number. */
function fill(handle: number, buffer: Buffer): number {
  let length = 0;
  for (let count = -1; length < buffer.length && count !== 0; length += count)
    count = readSync(handle, buffer, length, buffer.length - length, null);
  return length;
}

export type FirstBytes = { readonly kind: 'read'; readonly length: number } | Exclude<RegularFile, { readonly kind: 'read' }>;

/**
 * Reads a whole regular file into a buffer that several files share, and refuses one that the buffer does not hold. `real` is a
 * path without links, as a walk finds it: nothing is followed.
 */
export function readRegularFileInto(real: string, buffer: Buffer): FirstBytes {
  try {
    const handle = openSync(real, openFlags);
    try {
      const status = fstatSync(handle);
      if (!status.isFile()) return { kind: 'refused', reason: notRegular };
      if (status.size > buffer.length) return { kind: 'refused', reason: tooLarge(status.size, buffer.length) };
      return { kind: 'read', length: fill(handle, buffer) };
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return unread(error);
  }
}

function unread(error: unknown): Exclude<RegularFile, { readonly kind: 'read' }> {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'ELOOP') return { kind: 'refused', reason: 'a link that leads back to itself' };
  if (code === 'ENXIO') return { kind: 'refused', reason: notRegular };
  return { kind: 'refused', reason: `the file cannot be read (${code})` };
}

function tooLarge(bytes: number, limit: number): string {
  return `${inMiB(bytes, 1)}: larger than the limit of ${limit < mebibyte ? `${limit / 1024} KiB` : inMiB(limit, 0)}`;
}

const mebibyte = 1024 * 1024;
const inMiB = (bytes: number, digits: number): string => `${(bytes / mebibyte).toFixed(digits)} MiB`;
