// The names that the real Kafka Streams library makes of a program: what the checks expect comes from here, never from our own output.
import fs from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { project } from './lib/setup.mjs';

const oracle = path.join(project, 'test', 'oracle', 'run.sh');

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${path.basename(command)} failed:\n${errors}`))));
  });
}

/**
 * Compiles and runs programs: `programs` gives each entry's name and the Java expression of its Topology. `sources` are the Java
 * files that they use; their packages are left out, so that all lie side by side. Answers by the entry's name; what the library throws is an
 * answer, too.
 */
export async function libraryNames({ directory, kafka, applicationId, sources, programs }) {
  fs.rmSync(directory, { recursive: true, force: true });
  fs.mkdirSync(directory, { recursive: true });
  const write = (name, text) => {
    const file = path.join(directory, name);
    fs.writeFileSync(file, text.replace(/^package .*;$/m, ''));
    return file;
  };
  const files = Object.entries(sources).map(([name, text]) => write(name, text));
  for (const [name, expression] of Object.entries(programs)) {
    const text = `public class ${name} {\n  static org.apache.kafka.streams.Topology topology() { return ${expression}; }\n}\n`;
    files.push(write(`${name}.java`, text));
  }
  const output = await run('bash', [oracle, kafka, '--app', applicationId, '--quiet', ...files]);
  const results = new Map(JSON.parse(output).map((result) => [result.case, result]));
  const answers = Object.keys(programs).map((name) => {
    const result = results.get(name);
    if (result?.status === 'error' && result.errorKind !== 'COMPILE') return [name, { error: result.error.trim() }];
    if (result?.status !== 'ok') throw new Error(`the library did not build ${name}: ${result?.error ?? 'no answer'}`);
    const stores = result.stores.map((store) => ({ name: store.name, changelog: store.changelog }));
    return [name, { stores, repartitions: result.repartitionTopics.map((topic) => topic.name) }];
  });
  return Object.fromEntries(answers);
}

/** The Java files below a folder, by their names. */
export function javaSources(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const java = files.filter((file) => file.isFile() && file.name.endsWith('.java'));
  return Object.fromEntries(java.map((file) => [file.name, fs.readFileSync(path.join(file.parentPath ?? file.path, file.name), 'utf8')]));
}
