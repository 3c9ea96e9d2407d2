/** What connection settings read of files, without a disk. */
import { fail, type Result, succeed } from '../../src/base/result.js';

type ReadFile = (path: string) => Result<Uint8Array, string>;

export const noFiles: ReadFile = (path) => fail(`there is no file ${path}`);

/** Every file is this one; undefined: there is none. */
export const oneFile =
  (bytes: Uint8Array | undefined): ReadFile =>
  (path) =>
    bytes === undefined ? noFiles(path) : succeed(bytes);
