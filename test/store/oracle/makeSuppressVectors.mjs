// Writes test/store/fixtures/suppress-vectors.json: what suppress buffers of old libraries write, from the libraries themselves.
// Needs Maven and Java:  node test/store/oracle/makeSuppressVectors.mjs
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const versions = ['2.1.1', '2.2.1', '2.3.1', '2.4.1'];
const folder = mkdtempSync(path.join(tmpdir(), 'kslens-suppress-'));
const records = versions.flatMap((version) => {
  const jars = path.join(folder, version);
  mkdirSync(jars);
  const dependency = `<groupId>org.apache.kafka</groupId><artifactId>kafka-streams-test-utils</artifactId><version>${version}</version>`;
  const project = `<modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version>`;
  const file = path.join(folder, `${version}.xml`);
  writeFileSync(file, `<project>${project}<dependencies><dependency>${dependency}</dependency></dependencies></project>`);
  execFileSync('mvn', ['-q', '-B', '-f', file, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], { stdio: 'inherit' });
  const source = path.join(path.dirname(new URL(import.meta.url).pathname), 'SuppressVectors.java');
  const printed = execFileSync('java', ['-cp', path.join(jars, '*'), source, path.join(folder, `state-${version}`)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return printed
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [key, value, headers, inputKey, timestamp, count] = line.split('\t');
      const pairs =
        headers === '' ? [] : headers.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
      return {
        version,
        key,
        value: value === '-' ? null : value,
        headers: pairs,
        input: { key: inputKey, timestamp: Number(timestamp), count: Number(count) },
      };
    });
});
rmSync(folder, { recursive: true, force: true });
writeFileSync(new URL('../fixtures/suppress-vectors.json', import.meta.url), `${JSON.stringify(records, undefined, 2)}\n`);
console.log(`${records.length} records`);
