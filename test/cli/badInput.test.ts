/** What is wrong with the input is said, in words, and costs nothing else. */
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

/** The library draws 0 for the source and 1 for the store (goldens B01 and others). */
const counted = 'KSTREAM-AGGREGATE-STATE-STORE-0000000001';

async function analyze(files: Readonly<Record<string, string | Uint8Array>>, ...options: string[]): Promise<Report & { said: string }> {
  const folder = temporaryProject(files);
  const { status, output, said } = await runCommand(folder, 'analyze', '.', '--format', 'json', ...options);
  expect({ status, said }).toEqual({ status: 0, said: [] });
  return { ...(JSON.parse(output) as Report), said: said.join('\n') };
}

const storesOf = (report: Report): (string | null)[] => report.topologies.flatMap((t) => t.stores.map((s) => s.name));
const reasonsOf = (report: Report): string[] => report.topologies.flatMap((t) => t.gaps.map((g) => g.reason));
const withBody = (body: string, rest = ''): string =>
  countingClass('App').replace('    builder.stream', `    ${body}\n    builder.stream`).replace(/}\s*$/, `${rest}}\n`);

describe('texts', () => {
  test('a byte order mark does not count as a column', async () => {
    const plain = await analyze({ 'App.java': countingClass('App') });
    const marked = await analyze({ 'App.java': `\ufeff${countingClass('App')}` });
    expect(storesOf(marked)).toEqual([counted]);
    expect(marked.topologies[0]!.entry).toEqual(plain.topologies[0]!.entry);
    expect(marked.topologies[0]!.stores[0]!.location).toEqual(plain.topologies[0]!.stores[0]!.location);
  });

  test('carriage returns move nothing', async () => {
    const source = countingClass('App');
    const report = await analyze({ 'App.java': source.replaceAll('\n', '\r\n') });
    const { line, column } = report.topologies[0]!.stores[0]!.location;
    expect(source.split('\n')[line - 1]!.slice(column - 1)).toMatch(/^count\(\)/);
  });

  test.each([
    ['UTF-16', Buffer.from(`\ufeff${countingClass('App')}`, 'utf16le'), /UTF-16/],
    ['Latin-1', Buffer.from(countingClass('App', 'gr\u00fc\u00dfe'), 'latin1'), /not UTF-8/],
    ['bytes of a program', Buffer.concat([Buffer.from(countingClass('App')), Buffer.from([0xff, 0xfe, 0, 1, 2])]), /not UTF-8/],
    ['a very large file', Buffer.from(`${countingClass('App')}// ${'x'.repeat(80)}\n`.repeat(6000)), /larger than/],
    ['a generated file', Buffer.from(`${countingClass('App')}// ${'x'.repeat(60_000)}`), /generated/],
  ])('%s is left out, and said', async (_, bytes, reason) => {
    const report = await analyze({ 'App.java': bytes, 'Other.java': countingClass('Other') });
    expect(report.topologies.map((t) => t.entry.symbol)).toEqual(['Other.build']);
    expect(report.skipped.map((s) => s.file)).toEqual(['App.java']);
    expect(report.skipped[0]!.reason).toMatch(reason);
  });

  test('what is not valid Java is said with its line; the rest is read', async () => {
    const broken = countingClass('App').replace('return builder.build();', 'return builder.build();\n    int = = 3 (;');
    const report = await analyze({ 'App.java': broken });
    expect(storesOf(report)).toEqual([counted]);
    expect(report.skipped).toEqual([{ file: 'App.java', reason: 'line 11 is not valid Java: the file was read in part' }]);
  });
});

describe('code that does not end, or is too deep', () => {
  test.each([
    ['a method that calls itself', withBody('go(builder);', '  static void go(StreamsBuilder b) {\n    go(b);\n  }\n'), /recursion/],
    ['a loop without an end', withBody('while (true) {\n      builder.stream("x").groupByKey().count();\n    }'), /rounds of this loop/],
    [
      'a loop with very many rounds',
      withBody('for (int i = 0; i < 1_000_000_000; i++) {\n      builder.stream("x" + i).groupByKey().count();\n    }'),
      /rounds of this loop/,
    ],
    ['thousands of parentheses', withBody(`builder.stream(${'('.repeat(5000)}"x"${')'.repeat(5000)}).groupByKey().count();`), /deep/],
    ['thousands of nested calls', withBody(`use(${'id('.repeat(3000)}builder.stream("x")${')'.repeat(3000)});`), /deep/],
  ])('%s: the number after it is not known, and the reason is given', async (_, source, reason) => {
    const report = await analyze({ 'App.java': source });
    const stores = report.topologies
      .flatMap((t) => t.stores)
      .filter((s) => s.location.line === source.split('\n').findIndex((l) => l.includes('"orders"')) + 1);
    expect(stores.map((s) => s.name)).toEqual(stores.map(() => null));
    expect(reasonsOf(report).join('\n')).toMatch(reason);
  });

  test('a long chain and a long text are followed', async () => {
    const chain = withBody(`builder.stream("x")${'\n      .filter((k, v) -> true)'.repeat(3000)}.groupByKey().count();`);
    const text = countingClass('App').replace('"orders"', `"o"${'\n      + "o"'.repeat(3000)}`);
    expect(storesOf(await analyze({ 'App.java': chain }))).toEqual([
      'KSTREAM-AGGREGATE-STATE-STORE-0000003001',
      'KSTREAM-AGGREGATE-STATE-STORE-0000003004',
    ]);
    const [topology] = (await analyze({ 'App.java': text })).topologies;
    expect(topology!.sources.map((s) => s.topic)).toEqual(['o'.repeat(3001)]);
  });
});

describe('paths and options', () => {
  test('a symbolic link to a folder above does not lead round and round', async () => {
    const folder = temporaryProject({ 'a/App.java': countingClass('App') });
    symlinkSync('..', path.join(folder, 'a/up'));
    const { status, output } = await runCommand(folder, 'analyze', '.', '--format', 'json');
    expect(status).toBe(0);
    expect((JSON.parse(output) as Report).topologies.map((t) => t.id)).toEqual(['a/App.java#App.build']);
  });

  test('an empty folder is no error', async () => {
    const { status, output } = await runCommand(temporaryProject({ 'notes.txt': '' }), 'analyze', '.');
    expect(status).toBe(0);
    expect(output).toContain('No Kafka Streams topology was found');
  });

  test('a version that is not known: the nearest one, and it is said', async () => {
    const report = await analyze({ 'App.java': countingClass('App') }, '--kafka-version', '9.9.9');
    expect(storesOf(report)).toEqual([counted]);
    expect(reasonsOf(report)).toEqual([expect.stringMatching(/9\.9\.9 is not known here/)]);
  });

  test.each([
    [['analyze', 'nowhere'], /no such file or folder: nowhere/],
    [['analyze', 'notes.txt'], /not a Java source file: notes\.txt/],
    [['analyze'], /PATH/i],
    [['analyze', '.', '--format', 'yaml'], /yaml/],
    [['analyze', '.', '--formt', 'json'], /--format/],
    [['analyze', '.', '--optimization', 'most'], /most/],
    [['analyse', '.'], /analyze/],
    [['describe', '.', '--topology', 'x'], /x/],
  ])('kslens %j: one line says why, and the status is 2', async (args, why) => {
    const { status, output, said } = await runCommand(temporaryProject({ 'notes.txt': '', 'App.java': countingClass('App') }), ...args);
    expect(status).toBe(2);
    expect(output).toBe('');
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(why);
    expect(said[0]).not.toMatch(/\n|\bat .*:\d+:\d+/);
  });
});

test('an application id is never empty', async () => {
  for (const command of ['stores', 'move-state', 'reset', 'drift'])
    expect(await runCommand('.', command, '--app', ' ', '--bootstrap', 'localhost:1')).toMatchObject({
      status: 2,
      said: [expect.stringContaining('--app must be an application.id, which is never empty')],
    });
});
