/** What the analysis needs of a git revision, in a folder of its own. Reads the repository; changes nothing in it. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBlobReader } from './blobReader.js';
import { codeOf } from '../files/errorCode.js';
import { isPlainPath } from '../files/plainPath.js';
import { repositoryOf } from './repositoryOf.js';
import { GitTookTooLong, runGit } from './runGit.js';
import { maxFileBytes } from '../files/sourceText.js';

export interface Checkout {
  /** Absolute; goes away with `dispose`. */
  readonly folder: string;
  /** The commit's full hash. */
  readonly commit: string;
  dispose(): Promise<void>;
}

/** Sources, build files and configuration: all that is ever read of a project. */
const wanted =
  /\.(?:java|properties|ya?ml|conf|toml|gradle|kts?|groovy|sbt|scala)$|(?:^|\/)(?:pom\.xml|\.gitignore|kslens\.json|lombok\.config)$/;
/** Of one revision: more is no project that anybody works on. */
const mostFiles = 200_000;
const mostBytes = 512 * 1024 * 1024;
/** Of what git prints as a list. */
const mostListed = 128 * 1024 * 1024;

/** The full hash of a revision. Rejects with an Error whose message says what to do. */
export async function findCommit(cwd: string, revision: string): Promise<string> {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  try {
    return (await git(cwd, asked, `git knows no revision ${revision}`)).trim();
  } catch (error) {
    if (error instanceof GitTookTooLong) throw error;
    await git(cwd, ['rev-parse', '--show-toplevel'], whyNone(cwd)); // the better reason, where it is one
    throw error;
  }
}

const whyNone = (cwd: string): string => {
  const top = repositoryOf(cwd);
  return top === undefined ? `${cwd} is in no git repository` : `git cannot read the repository of ${top}: git status there says why`;
};

/** Branches and tags, the newest first. */
export async function listRevisions(cwd: string): Promise<string[]> {
  const format = ['for-each-ref', '--sort=-committerdate', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags'];
  return (await git(cwd, format, whyNone(cwd))).split('\n').filter((name) => name !== '');
}

/** `inside`: a path of the repository, relative to its top; undefined: all of it. Rejects with an Error whose message says what to do. */
export async function checkOutRevision(cwd: string, revision: string, inside: string | undefined): Promise<Checkout> {
  const commit = await findCommit(cwd, revision);
  const files = await listFiles(cwd, commit, revision, inside);
  const folder = await mkdtemp(path.join(tmpdir(), 'kslens-revision-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await mkdir(path.join(folder, '.git')); // the project ends here: what others put beside it is not looked for
    await writeBlobs(cwd, files, folder);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { folder, commit, dispose };
}

interface TreeFile {
  readonly hash: string;
  /** From the top, with forward slashes; a plain path. */
  readonly file: string;
}

/** The wanted files of a commit. Links are left out: they lead nowhere in a folder of its own. */
async function listFiles(cwd: string, commit: string, revision: string, inside: string | undefined): Promise<readonly TreeFile[]> {
  const below = inside === undefined ? [] : ['--', inside];
  const listed = await git(cwd, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, ...below], `git cannot read ${revision}`);
  const lines = listed.split('\0').filter((line) => line !== '');
  if (lines.length === 0) throw new Error(inside === undefined ? `${revision} is empty` : `${revision} has no ${inside}`);
  let bytes = 0;
  const files = lines.flatMap((line): TreeFile[] => {
    const [, mode, hash, size, file] = /^(\d+) blob ([0-9a-f]+) +(\d+|-|BAD)\t([^]+)$/.exec(line) ?? [];
    if (mode === '120000' || hash === undefined || file === undefined || !wanted.test(file)) return [];
    if (!isPlainPath(file)) throw new Error(`${revision} has a file that no folder can hold, ${JSON.stringify(file)}: it is not read`);
    if (size === 'BAD') throw new Error(missing(revision, file));
    if (Number(size) > maxFileBytes) return []; // as of the same file on disk, it would not be read
    bytes += Number(size);
    return [{ hash, file }];
  });
  if (files.length > mostFiles || bytes > mostBytes)
    throw new Error(`${revision} has too much to read (${files.length} files); name a folder of it: git:${revision}:PATH`);
  return files;
}

const missing = (revision: string, file: string): string =>
  `the repository lacks the content of ${JSON.stringify(file)} in ${revision} (a partial clone?): check the revision out once, then ask again`;

async function git(cwd: string, args: readonly string[], otherwise: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const well = await runGit({
    cwd,
    args,
    onOutput(chunk) {
      size += chunk.length;
      if (size > mostListed) throw new Error(`${otherwise}: it has too much to list`);
      chunks.push(chunk);
    },
  });
  if (!well) throw new Error(otherwise);
  return Buffer.concat(chunks).toString('utf8');
}

/** One process gives all contents, in the order that they are asked for. */
async function writeBlobs(cwd: string, files: readonly TreeFile[], folder: string): Promise<void> {
  const written: Promise<void | { readonly file: string; readonly error: unknown }>[] = [];
  let next = 0;
  const reader = createBlobReader((bytes) => {
    const file = files[next++]?.file;
    if (file !== undefined)
      written.push(writeNew(path.join(folder, ...file.split('/')), bytes).catch((error: unknown) => ({ file, error })));
  });
  const input = files.map(({ hash }) => `${hash}\n`).join('');
  await runGit({ cwd, args: ['cat-file', '--batch'], input, onOutput: (chunk) => reader.take(chunk) });
  const failed = (await Promise.all(written)).find((one) => one !== undefined);
  if (failed !== undefined) throw new Error(`${JSON.stringify(failed.file)} cannot be written below ${folder} (${codeOf(failed.error)})`);
  const absent = files[next];
  if (absent !== undefined) throw new Error(`git cannot give ${JSON.stringify(absent.file)}`);
}

/** Nothing is written over: two names of a tree may be one on this disk. */
async function writeNew(target: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, bytes, { flag: 'wx' });
}
