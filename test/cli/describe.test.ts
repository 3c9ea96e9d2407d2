/** `kslens describe`: the text, and the diagrams of it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import type { OracleTopology } from '../support/oracleAnswer.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

const golden = path.join(import.meta.dirname, '../oracle/golden/4.3.0');
const { describe: saved } = JSON.parse(readFileSync(path.join(golden, 'E06_JoinRepartition.json'), 'utf8')) as OracleTopology;
const source = readFileSync(path.join(golden, 'src', 'E06_JoinRepartition.java'), 'utf8');

test('source and saved text give the same drawing, but for what only the source tells', async () => {
  const folder = temporaryProject({ 'E06_JoinRepartition.java': source, 'saved.topology': saved });
  const ask = (file: string, format: string) => runCommand(folder, 'describe', file, '--format', format, '--kafka-version', '4.3.0');
  expect((await ask('E06_JoinRepartition.java', 'text')).output).toBe(saved);
  expect((await ask('saved.topology', 'text')).output).toBe(saved);
  const withoutChangelogs = (dot: string): string[] =>
    dot
      .split('\n')
      .filter((line) => line.includes('label=') && !line.includes('Changelog topic') && !line.includes('graph ['))
      .map((line) => line.replace(/n\d+ /, ''))
      .sort();
  const [fromSource, fromText] = [await ask('E06_JoinRepartition.java', 'dot'), await ask('saved.topology', 'dot')];
  expect(fromText.status).toBe(0);
  expect(withoutChangelogs(fromText.output)).toEqual(withoutChangelogs(fromSource.output));
  expect(fromSource.output).toContain('Changelog topic (unnamed)');
});

test('every format is printed alone, and JSON has the places', async () => {
  const folder = temporaryProject({ 'App.java': countingClass('App') });
  const ask = (format: string) => runCommand(folder, 'describe', 'App.java', '--format', format);
  expect((await ask('mermaid')).output).toMatch(/^%% App\.build\nflowchart TB\n/);
  expect((await ask('dot')).output).toMatch(/^digraph topology \{\n[^]*\}\n$/);
  expect(XMLValidator.validate((await ask('svg')).output)).toBe(true);
  const { status, output, said } = await ask('json');
  expect({ status, said }).toEqual({ status: 0, said: [] });
  const diagram = JSON.parse(output) as { formatVersion: number; nodes: { kind: string; name: string; location: { line: number } }[] };
  expect(diagram.formatVersion).toBe(1);
  const store = diagram.nodes.find(({ kind }) => kind === 'store')!;
  expect(store.name).toBe('KSTREAM-AGGREGATE-STATE-STORE-0000000001');
  expect(countingClass('App').split('\n')[store.location.line - 1]).toContain('count()');
});

test('what is not known is drawn as a pattern, and said', async () => {
  const unknown = countingClass('App').replace('.count()', '.count(Materialized.as(System.getenv("STORE")))');
  const folder = temporaryProject({ 'App.java': unknown });
  const { status, output, said } = await runCommand(folder, 'describe', 'App.java', '--format', 'mermaid');
  expect(status).toBe(0);
  expect(output).toMatch(/Store<br\/>#36;#123;[^"]+"\)\]:::vague/);
  expect(said.join('\n')).toMatch(/not determined in full: [^]*; what is not known is drawn as a pattern/);
  expect((await runCommand(folder, 'describe', 'App.java')).status).toBe(2);
});

test.each([
  [['notes.txt'], /notes\.txt is no Java file and no text of Topology#describe\(\)/],
  [['App.java', '--format=png'], /--format must be one of text, mermaid, dot, svg, json, not 'png'/],
])('%j is refused in one line', async (args, reason) => {
  const folder = temporaryProject({ 'notes.txt': 'nothing of it', 'App.java': countingClass('App') });
  const { status, said } = await runCommand(folder, 'describe', ...args);
  expect(status).toBe(2);
  expect(said).toEqual([expect.stringMatching(reason)]);
});
