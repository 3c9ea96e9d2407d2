/** Classes of the harness, once for each state of its sources, and of programs. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cachedFolder, kafkaJars } from '../lib/jars.mjs';

const folders = [path.join(import.meta.dirname, '../everyStore/java'), path.join(import.meta.dirname, 'java')];

/** The folder with the classes that run applications and ask them. */
export async function compiledHarness(version: string): Promise<string> {
  const sources = folders.flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)));
  const hash = createHash('sha256').update(version);
  for (const source of sources) hash.update(fs.readFileSync(source));
  return cachedFolder(`random-applications-${hash.digest('hex').slice(0, 16)}`, (folder) => compileInto(folder, version, sources));
}

/** Throws what the compiler says. */
export async function compileInto(folder: string, version: string, sources: readonly string[]): Promise<void> {
  const jars = await kafkaJars(version);
  const args = ['-nowarn', '-Xlint:none', '-proc:none', '-d', folder, '-cp', path.join(jars, '*'), ...sources];
  const { status, stderr, error } = spawnSync('javac', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(error === undefined ? stderr : 'a JDK (javac) is missing', { cause: error });
}
