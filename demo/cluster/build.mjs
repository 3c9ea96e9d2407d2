// The sample application as classes and jars, built by Maven once for each state of its source. Imports no installed package.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mavenErrors } from '../../test/cluster/lib/jars.mjs';

const sample = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'orders');

/** The Java class path of the sample for a version of Kafka, such as `4.3.0`. */
export async function buildSample({ kafka, say = () => {}, signal }) {
  const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'kafka-streams-lens');
  const folder = path.join(cache, `orders-${kafka}-${sourceHash()}`);
  const classPath = [path.join(folder, 'target', 'classes'), path.join(folder, 'target', 'dependency', '*')].join(path.delimiter);
  if (fs.existsSync(folder)) return classPath;
  fs.mkdirSync(cache, { recursive: true });
  const making = fs.mkdtempSync(path.join(cache, 'making-orders-'));
  say('building the sample application');
  try {
    for (const file of sourceFiles()) fs.cpSync(path.join(sample, file), path.join(making, file));
    const copy = [
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${path.join(making, 'target', 'dependency')}`,
    ];
    await maven(['-q', '-B', '-f', path.join(making, 'pom.xml'), `-Dkafka.version=${kafka}`, 'package', ...copy], signal);
    try {
      fs.renameSync(making, folder);
    } catch (error) {
      if (!fs.existsSync(folder)) throw error; // another start was faster
    }
  } finally {
    fs.rmSync(making, { recursive: true, force: true });
  }
  return classPath;
}

function sourceFiles() {
  const all = fs.readdirSync(path.join(sample, 'src'), { recursive: true, withFileTypes: true });
  const sources = all.filter((entry) => entry.isFile()).map((entry) => path.relative(sample, path.join(entry.parentPath, entry.name)));
  return ['pom.xml', ...sources].toSorted((a, b) => (a < b ? -1 : 1));
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const file of sourceFiles())
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(sample, file)));
  return hash.digest('hex').slice(0, 16);
}

function maven(args, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', (error) => reject(error.code === 'ENOENT' ? new Error('Maven (mvn) is missing', { cause: error }) : error));
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`the sample could not be built: ${mavenErrors(text)}`))));
  });
}
