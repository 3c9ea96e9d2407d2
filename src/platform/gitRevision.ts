/** What the analysis needs of a git revision, in a folder of its own. Reads the repository; changes nothing in it. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Checkout {
  /** Absolute; goes away with `dispose`. */
  readonly folder: string;
  /** The commit's full hash. */
  readonly commit: string;
  dispose(): Promise<void>;
}

/** Sources, build files and configuration: all that is ever read of a project. */
const wanted = /\.(?:java|properties|ya?ml|conf|toml|gradle|kts)$|(?:^|\/)(?:pom\.xml|\.gitignore)$/;

/** The full hash of a revision. Rejects with an Error whose message says what to do. */
export async function findCommit(cwd: string, revision: string): Promise<string> {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  try {
    return (await git(cwd, asked, `git knows no revision ${revision}`)).trim();
  } catch (error) {
    await git(cwd, ['rev-parse', '--show-toplevel'], `${cwd} is in no git repository`); // the better reason, where it is one
    throw error;
  }
}

/** Branches and tags, the newest first. */
export async function listRevisions(cwd: string): Promise<string[]> {
  const format = ['for-each-ref', '--sort=-committerdate', '--format=%(refname:short)', 'refs/heads', 'refs/remotes', 'refs/tags'];
  return (await git(cwd, format, `${cwd} is in no git repository`)).split('\n').filter((name) => name !== '');
}

/** `inside`: a path of the repository, relative to its top; undefined: all of it. Rejects with an Error whose message says what to do. */
export async function checkOutRevision(cwd: string, revision: string, inside: string | undefined): Promise<Checkout> {
  const commit = await findCommit(cwd, revision);
  const top = (await git(cwd, ['rev-parse', '--show-toplevel'], `${cwd} is in no git repository`)).trim();
  const listed = await git(
    top,
    ['ls-tree', '-r', '-z', '--full-tree', commit, ...(inside === undefined ? [] : ['--', inside])],
    `git cannot read ${revision}`,
  );
  const files = listed.split('\0').flatMap((line) => {
    const [, mode, hash, file] = /^(\d+) blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
    return mode === '120000' || hash === undefined || file === undefined ? [] : [{ hash, file }]; // a link leads nowhere here
  });
  if (files.length === 0) throw new Error(inside === undefined ? `${revision} is empty` : `${revision} has no ${inside}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'kslens-revision-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await writeBlobs(
      top,
      files.filter(({ file }) => wanted.test(file)),
      folder,
    );
  } catch (error) {
    await dispose();
    throw error;
  }
  return { folder, commit, dispose };
}

function git(cwd: string, args: readonly string[], otherwise: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('git', [...args], { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if ((error as NodeJS.ErrnoException).code === 'ENOENT')
        reject(new Error('git is not installed; install it, or name a path instead of a revision'));
      else reject(new Error(otherwise));
    });
  });
}

/** One process gives all contents, in the order that they are asked for: `<hash> blob <size>\n<content>\n`. */
async function writeBlobs(top: string, files: readonly { readonly hash: string; readonly file: string }[], folder: string): Promise<void> {
  const batch = spawn('git', ['cat-file', '--batch'], { cwd: top, stdio: ['pipe', 'pipe', 'ignore'] });
  batch.stdin.on('error', () => undefined); // it ended before: what is missing of its answer tells
  batch.stdin.end(files.map(({ hash }) => `${hash}\n`).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of batch.stdout) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  let at = 0;
  for (const { file } of files) {
    const end = bytes.indexOf(10, at);
    const size = Number(/ blob (\d+)$/.exec(bytes.toString('utf8', at, Math.max(at, end)))?.[1] ?? Number.NaN);
    if (end < 0 || Number.isNaN(size) || end + 1 + size > bytes.length) throw new Error(`git cannot give ${file}`);
    const target = path.join(folder, ...file.split('/'));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
}
