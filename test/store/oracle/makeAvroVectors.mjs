// Writes test/store/fixtures/avro-vectors.json: random values as Avro's own Java library writes them, logical types and all.
// Needs Maven and Java:  node test/store/oracle/makeAvroVectors.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(path.join(tmpdir(), 'kslens-avro-'));
const dependency = '<groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>1.12.0</version>';
const project = '<modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>';
const file = path.join(folder, 'pom.xml');
writeFileSync(file, `<project>${project}<dependencies><dependency>${dependency}</dependency></dependencies></project>`);
execFileSync('mvn', ['-q', '-B', '-f', file, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], { stdio: 'inherit' });
const source = fileURLToPath(new URL('AvroVectors.java', import.meta.url));
const printed = execFileSync('java', ['-Dfile.encoding=UTF-8', '-cp', path.join(folder, '*'), source, '200'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
rmSync(folder, { recursive: true, force: true });
const [schema, ...lines] = printed.trimEnd().split('\n');
const vectors = lines.map((line) => {
  const [bytes, json] = line.split('\t');
  return { bytes, expected: JSON.parse(json) };
});
const out = { schema: Buffer.from(schema, 'base64').toString('utf8'), vectors };
writeFileSync(new URL('../fixtures/avro-vectors.json', import.meta.url), `${JSON.stringify(out, undefined, 2)}\n`);
console.log(`${vectors.length} vectors`);
