/** Names that others wrote, where they are printed: none steers a terminal, turns a line around or begins a line of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { printable, safeJson } from '../../src/base/printable.js';
import { plainText } from '../../src/present/markdown.js';
import { runCommand, runInTerminal } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

const red = '\u001b[31m';
const backwards = '\u202e';
// oxlint-disable-next-line no-control-regex -- that is what they are
const steering = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;
const forged = '::error::forged';

/** A project with such names: of a store, a topic, a file, an application. */
function hostileProject(): string {
  const folder = temporaryProject({
    'src/main/resources/application.properties': `spring.kafka.streams.application-id=app\\u001b[31m\\u202e\n`,
  });
  const code = countingClass('T').replace('.count()', '.count(org.apache.kafka.streams.kstream.Materialized.as("s\\033[31m\u202e"))');
  const file = path.join(folder, `src/main/java/T${red}${backwards}\n${forged}.java`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, code);
  writeFileSync(path.join(folder, 'src/main/java/U.java'), countingClass('U'));
  return folder;
}

const linesOf = ({ output, said }: { output: string; said: readonly string[] }): string[] => [...output.split('\n'), ...said];

function expectPlain(lines: readonly string[]): void {
  expect(lines.filter((line) => steering.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith(forged))).toEqual([]);
}

describe.skipIf(process.platform === 'win32')('names of a workspace', () => {
  it.each([
    ['analyze', '.', '--fail-on', 'never'],
    ['analyze', '.', '--fail-on', 'never', '--format', 'json'],
    ['analyze', '.', '--fail-on', 'never', '--format', 'sarif'],
    ['analyze', '.', '--fail-on', 'never', '--format', 'github'],
    ['describe', '.'],
  ])('%s %s %s %s %s %s', async (...args) => {
    const result = await runCommand(hostileProject(), ...args);
    expect(linesOf(result).join('')).not.toMatch(/the program failed/);
    expect(linesOf(result).some((line) => line.includes('forged'))).toBe(true);
    expectPlain(linesOf(result));
  });
});

describe('the description of a topology', () => {
  const project = (): string => temporaryProject({ 'T.java': countingClass('T').replace('"orders"', `"orders\\033[31m${backwards}"`) });
  it('is exact for programs and files', async () => {
    expect((await runCommand(project(), 'describe', '.')).output).toContain(`topics: [orders${red}${backwards}]`);
  });
  it.each(['text', 'mermaid', 'dot', 'svg'])('steers no terminal as %s', async (format) => {
    const result = await runInTerminal(project(), 'describe', '.', '--format', format);
    expect(result.output).toContain('orders');
    expectPlain(linesOf(result));
  });
  it('steers no terminal where it lies in a file', async () => {
    const { output } = await runCommand(project(), 'describe', '.');
    const result = await runInTerminal(temporaryProject({ 'saved.txt': output }), 'describe', 'saved.txt');
    expect(result.output).toContain('\\u001b[31m\\u202e');
    expectPlain(linesOf(result));
  });
});

describe('names of a lock file', () => {
  const name = `${red}x${backwards}`;
  const store = { name, changelogTopic: name, unnamed: false };
  it.each([
    ['its version', { formatVersion: name, topologies: [] }],
    ['a topology', { formatVersion: 1, topologies: [{ id: name, stores: [store], repartitionTopics: [{ topic: name }] }] }],
    ['what is none of its fields', { formatVersion: 1, topologies: [{ [name]: name }], [name]: 1 }],
  ])('%s', async (_, file) => {
    const folder = temporaryProject({ 'src/main/java/T.java': countingClass('T'), 'kafka-streams.lock.json': JSON.stringify(file) });
    for (const args of [
      ['lock', '.', '--check'],
      ['diff', 'kafka-streams.lock.json', '.'],
    ]) {
      const result = await runCommand(folder, ...args);
      expect(result.status).not.toBe(0);
      expectPlain(linesOf(result));
    }
  });
});

describe('a text of others', () => {
  const text = `a${red}b\r\nc\u0000${backwards}d\u009b`;

  it('is one line in a terminal, with what would steer it as escapes', () => {
    expect(printable(text)).toBe('a\\u001b[31mb\\u000d\\u000ac\\u0000\\u202ed\\u009b');
  });

  it('is the same text in JSON, and steers nothing there', () => {
    expect(JSON.parse(safeJson({ [text]: [text] }, 2))).toEqual({ [text]: [text] });
    expect(safeJson({ [text]: [text] }, 2)).not.toMatch(steering);
  });

  it('is text in a hover, without links, commands and marks', () => {
    const shown = plainText('[a](command:workbench.action.terminal.new) <b> `x` \u202e\u001b');
    expect(shown).not.toMatch(steering);
    expect(shown).not.toMatch(/(?<!\\)\]\(|(?<!\\)</);
  });
});
