/** A file that a person named for an export, written piece by piece: it is there when all of it is. */
import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

export interface ExportFile {
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  /** Nothing is left of it. */
  drop(): Promise<void>;
}

/** Rejects with the system's error; what was there stays until `finish`. */
export async function openExportFile(file: string): Promise<ExportFile> {
  const partial = `${file}.partial`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(partial, flags);
  return {
    async write(text) {
      await handle.writeFile(text);
    },
    async finish() {
      await handle.close();
      await rename(partial, file);
    },
    async drop() {
      await handle.close();
      await rm(partial, { force: true });
    },
  };
}
