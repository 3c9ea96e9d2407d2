/** Files for what views cannot hold in memory, in a temporary folder of this process. */
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SpillFolder {
  /** A new file. Throws what the disk says. */
  open(): SpilledFile;
  /** Deletes what is left. */
  close(): void;
}

export interface SpilledFile {
  write(at: number, bytes: Uint8Array): void;
  read(at: number, length: number): Uint8Array;
  close(): void;
}

const prefix = 'kafka-streams-lens-views-';

/** Nothing is made before the first file; then what crashed processes of ours left is deleted, too. */
export function createSpillFolder(parent = tmpdir()): SpillFolder {
  let folder: string | undefined;
  let files = 0;
  return {
    open() {
      if (folder === undefined) {
        deleteLeftovers(parent);
        folder = fs.mkdtempSync(path.join(parent, `${prefix}${process.pid}-`));
      }
      const file = path.join(folder, String(files++));
      // For us only: these are the user's data.
      const handle = fs.openSync(file, 'wx+', 0o600);
      return {
        write(at, bytes) {
          for (let done = 0; done < bytes.length;) done += fs.writeSync(handle, bytes, done, bytes.length - done, at + done);
        },
        read(at, length) {
          const bytes = new Uint8Array(length);
          for (let done = 0; done < length;) {
            const read = fs.readSync(handle, bytes, done, length - done, at + done);
            if (read === 0) throw new Error(`${file} ends at ${at + done}`);
            done += read;
          }
          return bytes;
        },
        close() {
          fs.closeSync(handle);
          fs.rmSync(file, { force: true });
        },
      };
    },
    close() {
      if (folder !== undefined) fs.rmSync(folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

/** Only folders of this user. What cannot be looked at or deleted is left alone: others may put names of ours there. */
function deleteLeftovers(parent: string): void {
  for (const name of attempt(() => fs.readdirSync(parent)) ?? []) {
    const [, pid] = new RegExp(`^${prefix}(\\d{1,10})-`).exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    attempt(() => {
      const leftover = path.join(parent, name);
      const stat = fs.lstatSync(leftover);
      if (stat.isDirectory() && stat.uid === (process.getuid?.() ?? stat.uid)) fs.rmSync(leftover, { recursive: true, force: true });
    });
  }
}

/** undefined: the system refuses. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
