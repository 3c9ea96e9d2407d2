// Jars from Maven Central, once for each version. Imports no installed package.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The folder with the jars of broker, tools and Kafka Streams of a version, such as `4.3.0`. */
export function kafkaJars(version, { say = () => {}, signal } = {}) {
  return cachedFolder(`kafka-${version}`, async (making) => {
    say(`fetching Kafka ${version} (about 110 MB)`);
    await copyDependencies(path.join(here, 'pom.xml'), making, { kv: version }, signal);
    // The broker brings a binding of its own in some versions; one is enough, and ours writes where we say.
    for (const jar of fs.readdirSync(making)) if (/^(?:slf4j-reload4j|log4j-slf4j\d?-impl)-/.test(jar)) fs.rmSync(path.join(making, jar));
  });
}

/** A folder that `make` fills once for each name. */
export async function cachedFolder(name, make) {
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'kafka-streams-lens');
  const folder = path.join(cache, name);
  const marker = path.join(folder, '.complete');
  if (fs.existsSync(marker)) return folder;
  fs.mkdirSync(cache, { recursive: true });
  const making = fs.mkdtempSync(path.join(cache, `making-${name}-`));
  try {
    await make(making);
    fs.writeFileSync(path.join(making, '.complete'), '');
    if (!fs.existsSync(marker)) {
      fs.rmSync(folder, { recursive: true, force: true });
      fs.renameSync(making, folder);
    }
  } catch (error) {
    if (!fs.existsSync(marker)) throw error; // another start was faster
  } finally {
    fs.rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

/** What the file depends on, out of Maven Central. */
export async function copyDependencies(pom, folder, properties = {}, signal) {
  const given = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`);
  await run('mvn', ['-q', '-B', '-f', pom, ...given, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], signal);
}

function run(command, args, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', (error) => reject(error.code === 'ENOENT' ? new Error('Maven (mvn) is missing', { cause: error }) : error));
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`Maven could not fetch the jars: ${mavenErrors(text)}`))));
  });
}

/** Maven's last lines say where to read about errors, its first ones what it is. */
export const mavenErrors = (text) => {
  const errors = text.split('\n').filter((line) => line.startsWith('[ERROR]'));
  return errors.length === 0 ? lastLines(text) : errors.slice(0, 3).join('; ');
};

export const lastLines = (text, count = 3) => text.trimEnd().split('\n').slice(-count).join('; ');
