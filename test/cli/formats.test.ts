/** analyze --format sarif|github, --rule, --since, and comments that switch findings off. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import AjvDraft4 from 'ajv-draft-04';
import { expect, test } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { toGitHubAnnotations } from '../../src/present/code/githubAnnotations.js';
import { toSarif } from '../../src/present/code/sarif.js';
import { at, report } from '../core/features/sampleReport.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;
const validate = new AjvDraft4.default({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);

const source = (body: string): string => `import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.*;
class Shop {
    void build(StreamsBuilder builder) {
${body}
    }
}
`;
const twoStores = `        builder.stream("orders").groupByKey().count();
        builder.stream("payments").groupByKey().count();`;

const project = (): string => temporaryProject({ 'a b/Shop.java': source(twoStores) });

const hostile: Report = {
  ...report(),
  diagnostics: [
    {
      rule: 'unnamed-store',
      severity: 'warning',
      message: 'a%0A::error::b\r\nsecond, line: "x"',
      location: at('a,b:c/%41.java', 3, 5, 4),
      related: [at('other.java', 1, 1, 1)],
      fixes: [],
    },
  ],
};

test('sarif is valid against its schema', async () => {
  const { output, status } = await runCommand(project(), 'analyze', '.', '--format', 'sarif');
  expect(status).toBe(0);
  for (const text of [output, toSarif(hostile), toSarif(report())]) {
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
  }
  const { results, tool } = (
    JSON.parse(output) as { runs: { results: Record<string, unknown>[]; tool: { driver: { rules: { id: string }[] } } }[] }
  ).runs[0]!;
  expect(results).toHaveLength(2);
  expect(results[0]).toMatchObject({
    ruleId: 'unnamed-store',
    level: 'warning',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20b/Shop.java', uriBaseId: '%SRCROOT%' },
          region: { startLine: 5, startColumn: 47, endLine: 5, endColumn: 52 },
        },
      },
    ],
  });
  expect(tool.driver.rules[Number(results[0]!['ruleIndex'])]?.id).toBe('unnamed-store');
});

test('a schema that everything passes would prove nothing', async () => {
  expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
});

test('a fingerprint stays when lines move, and tells equal findings apart', async () => {
  const prints = (text: string): unknown[] =>
    (JSON.parse(text) as { runs: { results: { partialFingerprints: unknown }[] }[] }).runs[0]!.results.map(
      (one) => one.partialFingerprints,
    );
  const moved = temporaryProject({ 'a b/Shop.java': `\n\n${source(twoStores)}` });
  const run = async (folder: string): Promise<string> => (await runCommand(folder, 'analyze', '.', '--format', 'sarif')).output;
  expect(prints(await run(moved))).toEqual(prints(await run(project())));
  const twice = prints(toSarif({ ...hostile, diagnostics: [...hostile.diagnostics, ...hostile.diagnostics] }));
  expect(JSON.stringify(twice[0])).not.toBe(JSON.stringify(twice[1]));
});

test('annotations of GitHub are one line each, whatever names say', async () => {
  expect(toGitHubAnnotations(hostile)).toBe(
    '::warning file=a%2Cb%3Ac/%2541.java,line=3,endLine=3,col=5,endColumn=9,title=Kafka Streams%3A unnamed-store::a%250A::error::b%0D%0Asecond, line: "x"\n',
  );
  const { output, status } = await runCommand(project(), 'analyze', '.', '--format', 'github', '--fail-on', 'warning');
  expect(status).toBe(1);
  expect(output.split('\n').filter((line) => line.startsWith('::warning file=a b/Shop.java,line='))).toHaveLength(2);
});

test('--rule changes how severe findings are, or switches them off', async () => {
  const off = await runCommand(project(), 'analyze', '.', '--format', 'json', '--rule', 'unnamed-store=off');
  expect((JSON.parse(off.output) as { diagnostics: unknown[] }).diagnostics).toEqual([]);
  const error = await runCommand(project(), 'analyze', '.', '--rule', 'unnamed-store=error');
  expect(error.status).toBe(1);
  const wrong = await runCommand(project(), 'analyze', '.', '--rule', 'unnamed-stores=off');
  expect(wrong.status).toBe(2);
  expect(wrong.said[0]).toMatch(/^kslens: --rule knows the rules build-error, .*name-shift, .*, not 'unnamed-stores=off'$/);
});

test('a comment switches a finding off, a string does not', async () => {
  const quiet = temporaryProject({
    'Shop.java': source(`        // kslens-disable-next-line unnamed-store -- goes away with the next release
        builder.stream("orders").groupByKey().count();
        builder.stream("kslens-disable-line unnamed-store").groupByKey().count();
        builder.stream("payments").groupByKey().count(); // kslens-disable-line unnamed-repartition, unnamed-store`),
  });
  const { output } = await runCommand(quiet, 'analyze', '.', '--format', 'json');
  const { diagnostics } = JSON.parse(output) as { diagnostics: { location: { line: number } }[] };
  expect(diagnostics.map(({ location }) => location.line)).toEqual([7]);
});

test('--since finds what an edit moved, at the edit', async () => {
  const repository = temporaryProject({ 'Shop.java': source(twoStores), 'src/application.properties': 'application.id=shop\n' });
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: repository, stdio: 'ignore' });
  };
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'first');
  writeFileSync(
    path.join(repository, 'Shop.java'),
    source(twoStores.replace('.groupByKey()', '.filter((k, v) -> v != null).groupByKey()')),
  );
  const run = (...more: readonly string[]) => runCommand(repository, 'analyze', '.', '--since', 'git:HEAD', '--format', 'json', ...more);
  const { diagnostics } = JSON.parse((await run()).output) as {
    diagnostics: { rule: string; message: string; location: { line: number; column: number } }[];
  };
  const [shift, ...others] = diagnostics.filter(({ rule }) => rule === 'name-shift');
  expect(others).toEqual([]);
  expect(shift?.location).toMatchObject({ line: 5, column: 34 });
  expect(shift?.message).toBe(
    'Since HEAD, an edit here moves 2 names of Shop.build and orphans their topics:\n' +
      '<application.id>-KSTREAM-AGGREGATE-STATE-STORE-0000000001-changelog, now <application.id>-KSTREAM-AGGREGATE-STATE-STORE-0000000002-changelog\n' +
      '<application.id>-KSTREAM-AGGREGATE-STATE-STORE-0000000004-changelog, now <application.id>-KSTREAM-AGGREGATE-STATE-STORE-0000000005-changelog',
  );
  expect((await run('--rule', 'name-shift=error')).status).toBe(1);
  expect((await run('--since', 'git:nowhere')).said[0]).toMatch(/git knows no revision nowhere/);
});

test('--fixes gives each finding its fixes, and what they move', async () => {
  const { output } = await runCommand(project(), 'analyze', '.', '--format', 'json', '--fixes');
  const { diagnostics } = JSON.parse(output) as Report;
  const [pin, name] = diagnostics[0]!.fixes;
  expect(pin?.edits.map(({ newText }) => newText)).toEqual([
    'Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000001")',
    'Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000004")',
  ]);
  expect(pin?.edits[0]?.range).toEqual({ line: 5, column: 53, endLine: 5, endColumn: 53 });
  expect(pin?.effect).toEqual([]);
  expect(name?.effect.map(({ before, after }) => `${before} ${after}`)).toContain(
    'KSTREAM-AGGREGATE-STATE-STORE-0000000004 KSTREAM-AGGREGATE-STATE-STORE-0000000003',
  );
});

test('fix --to gives the names back that an edit moved, and keeps the edit', async () => {
  const folder = temporaryProject({ 'Shop.java': source(twoStores) });
  await runCommand(folder, 'lock', '.');
  const edited = twoStores.replace('.groupByKey()', '.filter((k, v) -> v != null).groupByKey()');
  writeFileSync(path.join(folder, 'Shop.java'), source(`${edited}\n        builder.stream("returns").groupByKey().count();`));
  expect((await runCommand(folder, 'lock', '.', '--check')).status).toBe(1);
  const fixed = await runCommand(folder, 'fix', '.', '--mode', 'pin', '--to', 'kafka-streams.lock.json', '--write');
  expect(fixed.status).toBe(0);
  expect(fixed.said[0]).toMatch(/^kslens: pinned 3 calls in 1 file to the names of kafka-streams\.lock\.json/);
  const { output } = await runCommand(folder, 'diff', 'kafka-streams.lock.json', '.');
  expect(output).toMatch(/0 moved, 0 gone, 1 new, 2 kept\. 0 topics are orphaned\.\n$/);
  expect(readFileSync(path.join(folder, 'Shop.java'), 'utf8')).toContain(
    '.filter((k, v) -> v != null).groupByKey().count(Materialized.as("KSTREAM-AGGREGATE-STATE-STORE-0000000001"))',
  );
});

test('errors are told as errors, not among what is not determined', async () => {
  const twice =
    '        builder.stream("a").groupByKey().count(Materialized.as("same")); builder.stream("b").groupByKey().count(Materialized.as("same"));';
  const { output, status } = await runCommand(temporaryProject({ 'Shop.java': source(twice) }), 'analyze', '.');
  expect(status).toBe(1);
  expect(output).toMatch(/Errors\n {2}- Kafka Streams refuses a name that is taken: .*\(duplicate-name, Shop\.java:5\)/s);
  expect(output).not.toContain('Not determined');
});

test('a finding that no table tells is told in words, too', async () => {
  const setter = `import org.apache.kafka.streams.state.RocksDBConfigSetter; import org.rocksdb.*; import java.util.Map;
class Setter implements RocksDBConfigSetter {
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setTableFormatConfig(new BlockBasedTableConfig());
  }
  public void close(String storeName, Options options) {}
}`;
  const { status, output } = await runCommand(temporaryProject({ 'Setter.java': setter }), 'analyze', '.', '--fail-on', 'warning');
  expect(status).toBe(1);
  expect(output).toMatch(/Findings\n {2}- Kafka Streams reads .*\(rocksdb-table-config-replaced,\s+Setter\.java:4\)/s);
});
