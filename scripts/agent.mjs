// The Java agent's jar: built by Maven out of agent/ and of the endpoint that `kslens endpoint` writes, and again only when one of these changed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { agentJar, root } from './bundles.mjs';

const sources = join(root, 'agent');
const target = join(sources, 'target');
const cache = join(root, 'node_modules/.cache/agent');
/** As agent/pom.xml compiles them. */
const shapes = { 2.8: '2.8.2', '3.0': '3.0.2', 3.1: '3.1.2', 3.8: '3.8.1' };

/** The jar's path. Throws an error for people where it cannot be built. */
export async function buildAgent() {
  const endpoints = await writeEndpoints();
  const jar = join(cache, `${await hashOf(endpoints)}.jar`);
  if (existsSync(jar)) return jar;
  await rm(target, { recursive: true, force: true });
  for (const [shape, { name, text }] of endpoints) {
    const folder = join(target, 'endpoint', shape, 'kslens/agent/endpoint');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await runMaven();
  await mkdir(cache, { recursive: true });
  // Whoever builds beside this sees all of it, or none.
  const making = await mkdtemp(join(cache, 'making-'));
  await copyFile(join(target, agentJar.name), join(making, agentJar.name));
  await rename(join(making, agentJar.name), jar);
  await rm(making, { recursive: true });
  return jar;
}

/** Pairs of a shape and its file, by the very function of the command. */
async function writeEndpoints() {
  const entryPoints = [join(root, 'src/live/endpoint/writeEndpoint.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'esm', platform: 'node' });
  const { writeAgentEndpoint } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return Object.entries(shapes).map(([shape, version]) => [shape, writeAgentEndpoint(version)]);
}

async function hashOf(endpoints) {
  const hash = createHash('sha256').update(JSON.stringify(endpoints));
  const files = (await readdir(sources, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(target));
  for (const file of [...files.sort(), join(root, 'LICENSE'), join(root, 'scripts/licences/asm.txt')]) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 32);
}

async function runMaven() {
  try {
    await promisify(execFile)('mvn', ['-q', '-B', 'package'], { cwd: sources, shell: process.platform === 'win32', maxBuffer: 1 << 26 });
  } catch (error) {
    const missing = 'it needs Maven (mvn) and a JDK of version 17 or newer, which are not here';
    const said = `${error.stderr ?? ''}${error.stdout ?? ''}`.split('\n').filter((line) => /error:|ERROR/.test(line));
    const why = error.code === 'ENOENT' ? missing : said.slice(0, 8).join('\n') || error.message;
    throw new Error(`the Java agent (${agentJar.name}) was not built: ${why}`, { cause: error });
  }
}
