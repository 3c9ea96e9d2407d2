/**
 * Git, asked by its full path and only to read. A repository's configuration is its author's: it may name programs for git to run and
 * hosts to fetch from, so nothing of that kind is allowed, whatever the configuration says.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { findOddGitFile } from './oddGitFile.js';

export interface GitCall {
  readonly cwd: string;
  readonly args: readonly string[];
  /** What git reads on its standard input. */
  readonly input?: string;
  /** Called with what git prints, as it comes; throwing ends git. */
  onOutput(chunk: Buffer): void;
}

/** Git tells something within this time, or it reads what was made to take long. */
const silenceMs = 8_000;
/** Longer than any honest repository takes in all. */
const patienceMs = 60_000;
/** It was ended before it answered: asked something else, it would only take as long again. */
export class GitTookTooLong extends Error {}

/** What the repository must not change: no monitor, no hooks, no pager, no protocol. */
const safeSettings = ['core.fsmonitor=false', `core.hooksPath=${path.sep === '\\' ? 'NUL' : '/dev/null'}`, 'protocol.allow=never'];

/** Whether git ended well. Rejects with an Error whose message says what to do where there is no git, it hangs, or `onOutput` throws. */
export async function runGit({ cwd, args, input, onOutput }: GitCall): Promise<boolean> {
  const program = findGit(process.env);
  if (program === undefined) throw new Error('git is not installed; install it, or name a path instead of a revision');
  const odd = findOddGitFile(cwd);
  if (odd !== undefined) throw new Error(`the repository's ${odd}: git is not asked`);
  const settings = safeSettings.flatMap((setting) => ['-c', setting]);
  return new Promise((resolve, reject) => {
    const git = spawn(program, ['--no-pager', ...settings, ...args], {
      cwd,
      env: gitEnvironment(process.env),
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    let silent = false;
    const end = (): void => {
      silent = true;
      git.kill('SIGKILL');
    };
    let silence = setTimeout(end, silenceMs);
    git.on('error', (error) => reject(new Error(`git cannot be run: ${error.message}`)));
    git.stdin.on('error', () => undefined); // it ended before it read all: its status tells
    git.stdin.end(input ?? '');
    git.stdout.on('data', (chunk: Buffer) => {
      clearTimeout(silence);
      silence = setTimeout(end, silenceMs);
      try {
        onOutput(chunk);
      } catch (error) {
        git.kill('SIGKILL');
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    git.on('close', (status, signal) => {
      clearTimeout(silence);
      const waited = silent ? silenceMs : patienceMs;
      if (signal === 'SIGKILL') reject(new GitTookTooLong(`git did not answer within ${waited / 1000} s`));
      else resolve(status === 0);
    });
  });
}

/**
 * The first program of this name in a folder that PATH names in full: Windows would look into the current folder first, which is the
 * repository. undefined: there is none.
 */
export function findGit(environment: NodeJS.ProcessEnv, windows = process.platform === 'win32'): string | undefined {
  const name = windows ? 'git.exe' : 'git';
  const written = Object.entries(environment).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? '';
  return written
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false; // not there, or not ours to run
  }
}

/** Without what an outer git set, and with nothing that could fetch, ask or write. */
export function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([key]) => !key.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    GIT_NO_LAZY_FETCH: '1', // since 2.44; before that no allowed protocol stops it
    GIT_ALLOW_PROTOCOL: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: path.sep === '\\' ? 'NUL' : '/dev/null',
  };
}
