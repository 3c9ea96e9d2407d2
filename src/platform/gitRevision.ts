/** The files of a git revision, in a folder of their own. Reads the repository; changes nothing in it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Checkout {
  /** Absolute; goes away with `dispose`. */
  readonly folder: string;
  dispose(): void;
}

/** Throws an Error whose message says what to do. `inside`: a path of the repository, relative to its top; undefined: all of it. */
export async function checkOutRevision(cwd: string, revision: string, inside: string | undefined): Promise<Checkout> {
  const top = git(cwd, ['rev-parse', '--show-toplevel'], `${cwd} is in no git repository`);
  const commit = git(
    cwd,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    `git knows no revision ${revision}`,
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'kslens-revision-'));
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const args = ['archive', '--format=tar', commit, ...(inside === undefined ? [] : ['--', inside])];
    await unpack(top, args, folder, inside === undefined ? `git cannot give ${revision}` : `${revision} has no ${inside}`);
  } catch (error) {
    dispose();
    throw error;
  }
  return { folder, dispose };
}

function git(cwd: string, args: readonly string[], otherwise: string): string {
  const { status, stdout, error } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new Error('git is not installed; install it, or name a path instead of a revision');
  if (status !== 0) throw new Error(otherwise);
  return stdout.trim();
}

function unpack(cwd: string, args: readonly string[], folder: string, otherwise: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const archive = spawn('git', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
    archive.stdout.pipe(tar.stdin);
    tar.stdin.on('error', () => undefined); // tar ended before: its own exit tells
    let left = 2;
    const end = (failed: boolean): void => {
      if (failed) reject(new Error(otherwise));
      else if (--left === 0) resolve();
    };
    archive.on('error', () => end(true));
    tar.on('error', () => reject(new Error('tar is not installed; install it, or name a path instead of a revision')));
    archive.on('close', (status) => end(status !== 0));
    tar.on('close', (status) => end(status !== 0));
  });
}
