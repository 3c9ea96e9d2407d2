/** Files of a workspace that are none: devices, pipes, links that lead out. All that is not read is said, and the rest is reported. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report.js';
import { readRegularFile } from '../../src/platform/files/readRegularFile.js';
import { writeRegularFile } from '../../src/platform/files/writeRegularFile.js';
import { runCommand } from '../support/runCommand.js';
import { countingClass, temporaryProject } from '../support/temporaryProject.js';

const source = 'src/main/java/T.java';

/** A folder whose project ends at `shop`: what lies beside that is not of the workspace. */
function workspace(files: Readonly<Record<string, string>> = {}): { readonly outside: string; readonly shop: string } {
  const inside = Object.fromEntries(Object.entries(files).map(([name, text]) => [`shop/${name}`, text]));
  const outside = temporaryProject({ [`shop/${source}`]: countingClass('T'), ...inside });
  return { outside, shop: path.join(outside, 'shop') };
}

function link(shop: string, name: string, target: string): void {
  mkdirSync(path.dirname(path.join(shop, name)), { recursive: true });
  symlinkSync(target, path.join(shop, name));
}

async function analyse(folder: string): Promise<Report> {
  const { status, output, said } = await runCommand(folder, 'analyze', '.', '--format', 'json', '--fail-on', 'never');
  expect(said.join('\n')).not.toMatch(/the program failed/);
  expect(status).toBe(0);
  return JSON.parse(output) as Report;
}

const reasonOf = (report: Report, file: string): string | undefined => report.skipped.find((one) => one.file === file)?.reason;
const stores = (report: Report): readonly (string | null)[] => report.topologies.flatMap((t) => t.stores.map(({ name }) => name));
const theStore = ['KSTREAM-AGGREGATE-STATE-STORE-0000000001'];

describe('a device in place of a file of the project is not read', () => {
  it.each([
    'pom.xml',
    'build.gradle',
    'build.gradle.kts',
    'settings.gradle',
    'gradle.properties',
    'gradle/libs.versions.toml',
    'buildSrc/src/main/kotlin/a.kts',
    'build.sbt',
    'project/a.sbt',
    '.gitignore',
    'src/main/resources/application.properties',
    'src/main/resources/application.yml',
    'src/main/java/More.java',
  ])('%s', async (name) => {
    // Gradle's own files are read where there is a build script.
    const { shop } = workspace(/^(?:settings|gradle)/.test(name) ? { 'build.gradle': '' } : {});
    if (name.startsWith('buildSrc')) writeFileSync(path.join(shop, 'settings.gradle'), '');
    link(shop, name, '/dev/zero');
    const report = await analyse(shop);
    expect(stores(report)).toEqual(theStore);
    expect(reasonOf(report, name)).toMatch(/leads out of the workspace|no regular file/);
  });

  it('nor one that a pom.xml names as its parent', async () => {
    const { shop } = workspace({
      'pom.xml':
        '<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version><relativePath>/dev/zero</relativePath></parent><artifactId>a</artifactId></project>',
    });
    const report = await analyse(shop);
    expect(stores(report)).toEqual(theStore);
    expect(report.skipped.map(({ reason }) => reason)).toEqual([expect.stringMatching(/leads out of the workspace/)]);
  });

  it.each(['lock --check', 'lock', 'diff'])('nor as a lock file: %s', async (command) => {
    const { shop } = workspace();
    link(shop, 'kafka-streams.lock.json', '/dev/zero');
    const args = { 'lock --check': ['lock', '.', '--check'], lock: ['lock', '.'], diff: ['diff', 'kafka-streams.lock.json', '.'] }[
      command
    ]!;
    const { status, said } = await runCommand(shop, ...args);
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringMatching(/kafka-streams\.lock\.json: (?:it leads out of the workspace|no regular file)/)]);
  });
});

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes to holds nothing up', () => {
  it.each(['pom.xml', '.gitignore', 'build.gradle', 'src/main/java/Pipe.java', 'application.properties'])('%s', async (name) => {
    const { shop } = workspace();
    execFileSync('mkfifo', [path.join(shop, name)]);
    const report = await analyse(shop);
    expect(stores(report)).toEqual(theStore);
    expect(reasonOf(report, name)).toMatch(/no regular file/);
  });

  it('named by a person', async () => {
    const { shop } = workspace();
    execFileSync('mkfifo', [path.join(shop, 'notes.txt')]);
    const { status, said } = await runCommand(shop, 'describe', 'notes.txt');
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringMatching(/notes\.txt: no regular file/)]);
  });
});

describe('links that lead out of the workspace', () => {
  it('are not followed to sources, and said', async () => {
    const { outside, shop } = workspace();
    writeFileSync(path.join(outside, 'Secret.java'), countingClass('Secret', 'secret'));
    mkdirSync(path.join(outside, 'more'));
    writeFileSync(path.join(outside, 'more/Other.java'), countingClass('Other', 'other'));
    link(shop, 'src/main/java/Secret.java', '../../../../Secret.java');
    link(shop, 'src/main/java/more', path.join(outside, 'more'));
    const report = await analyse(shop);
    expect(stores(report)).toEqual(theStore);
    expect(reasonOf(report, 'src/main/java/Secret.java')).toMatch(/leads out of the workspace/);
    expect(reasonOf(report, 'src/main/java/more')).toMatch(/leads out of the workspace/);
    expect(JSON.stringify(report)).not.toContain('"secret"');
  });

  it('are not followed to build files and configuration, through folders either', async () => {
    const { outside, shop } = workspace({ 'settings.gradle': '', 'build.gradle': 'dependencies { implementation(libs.kafka) }' });
    mkdirSync(path.join(outside, 'gradle'));
    writeFileSync(path.join(outside, 'gradle/libs.versions.toml'), '[libraries]\nkafka = "org.apache.kafka:kafka-streams:3.9.1"\n');
    writeFileSync(path.join(outside, 'secret.properties'), 'application.id=stolen\n');
    link(shop, 'gradle', path.join(outside, 'gradle'));
    link(shop, 'src/main/resources/streams.properties', path.join(outside, 'secret.properties'));
    const report = await analyse(shop);
    expect(report.topologies[0]).toMatchObject({ kafkaVersionFrom: 'default', applicationId: null });
    expect(report.skipped.map(({ file }) => file)).toEqual(expect.arrayContaining(['gradle', 'src/main/resources/streams.properties']));
  });

  it('inside the workspace are followed once', async () => {
    const { shop } = workspace({ 'real/pom.txt': '' });
    writeFileSync(path.join(shop, 'real/pom.txt'), '<project><artifactId>a</artifactId></project>');
    link(shop, 'pom.xml', 'real/pom.txt');
    link(shop, 'src/main/java/Again.java', 'T.java');
    const report = await analyse(shop);
    expect(stores(report)).toEqual(theStore);
    expect(report.skipped).toEqual([]);
  });
});

describe('what is written', () => {
  it.each([
    ['a file of the user', 'precious.txt', 'precious\n'],
    ['another lock file', 'other.lock.json', '{"formatVersion":1,"topologies":[]}'],
  ])('a lock file that is a link to %s is not written through', async (_, name, text) => {
    const { outside, shop } = workspace();
    writeFileSync(path.join(outside, name), text);
    link(shop, 'kafka-streams.lock.json', path.join('..', name));
    const { status, said } = await runCommand(shop, 'lock', '.');
    expect(status).toBe(2);
    expect(said).toHaveLength(1);
    expect(readFileSync(path.join(outside, name), 'utf8')).toBe(text);
  });

  it('a link to a file that is not there makes none', async () => {
    const { outside, shop } = workspace();
    link(shop, 'kafka-streams.lock.json', '../made.json');
    const { status, said } = await runCommand(shop, 'lock', '.');
    expect(status).toBe(2);
    expect(said).toEqual([expect.stringMatching(/kafka-streams\.lock\.json: a link/)]);
    expect(() => readFileSync(path.join(outside, 'made.json'))).toThrow(/ENOENT/);
  });

  it('a file that is no lock file is left as it is, an empty or broken lock file is not', async () => {
    const { shop } = workspace({ 'kafka-streams.lock.json': 'notes of mine' });
    const refused = await runCommand(shop, 'lock', '.');
    expect(refused.status).toBe(2);
    expect(refused.said).toEqual([expect.stringMatching(/is no lock file: it is left as it is/)]);
    expect(readFileSync(path.join(shop, 'kafka-streams.lock.json'), 'utf8')).toBe('notes of mine');
    for (const text of ['', '<<<<<<< HEAD\n"formatVersion": 1, "repartitions": []\n']) {
      writeFileSync(path.join(shop, 'kafka-streams.lock.json'), text);
      expect(await runCommand(shop, 'lock', '.')).toMatchObject({ status: 0 });
    }
  });

  it('edits go to regular files of the workspace only', async () => {
    const { outside, shop } = workspace();
    const elsewhere = path.join(outside, 'T.java');
    writeFileSync(elsewhere, countingClass('T'));
    expect(await runCommand(shop, 'fix', '.', '--mode', 'pin', '--write')).toMatchObject({ status: 0 });
    expect(readFileSync(path.join(shop, source), 'utf8')).toContain('Materialized');
    const gone = temporaryProject({});
    symlinkSync(elsewhere, path.join(gone, 'T.java'));
    expect(await runCommand(gone, 'fix', '.', '--mode', 'pin', '--write')).toMatchObject({ status: 2 });
    expect(readFileSync(elsewhere, 'utf8')).toBe(countingClass('T'));
    expect(writeRegularFile(path.join(gone, 'T.java'), 'x')).toMatch(/a link/);
    expect(writeRegularFile('/dev/null', 'x')).toMatch(/no regular file/);
    symlinkSync(outside, path.join(gone, 'folder'));
    expect(writeRegularFile(path.join(gone, 'folder/new.txt'), 'x', [gone])).toMatch(/leads out of the workspace/);
  });
});

describe('readRegularFile', () => {
  it('refuses what is too large, a folder, a loop, and a path of the network', () => {
    const folder = temporaryProject({ 'a.txt': 'x'.repeat(1025) });
    symlinkSync('loop', path.join(folder, 'loop'));
    const reason = (file: string) => readRegularFile(file, { limit: 1024, within: [folder] });
    expect(reason(path.join(folder, 'a.txt'))).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/larger than the limit of 1 KiB/),
    });
    expect(reason(folder)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/no regular file/) });
    expect(reason(path.join(folder, 'loop'))).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/leads back to itself/) });
    expect(reason(path.join(folder, 'none'))).toEqual({ kind: 'missing' });
    expect(reason(path.join(folder, 'a.txt/none'))).toEqual({ kind: 'missing' });
    expect(reason(String.raw`\\host\share\pom.xml`)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/network path/) });
    expect(reason('/proc/self/status')).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/leads out/) });
  });
});

describe('a file of connection settings that is there and is not read', () => {
  const open = () =>
    workspace({
      'device.properties': 'bootstrap.servers=127.0.0.1:1\nsecurity.protocol=SSL\nssl.truststore.location=/dev/zero',
      'folder.properties': 'bootstrap.servers=127.0.0.1:1\nsecurity.protocol=SSL\nssl.keystore.location=..',
      'large.properties': `#${'x'.repeat(5 * 1024 * 1024)}`,
    });
  it.each([
    ['/dev/zero', 'kslens: --connection: /dev/zero: no regular file: devices, pipes and sockets are not read'],
    ['.', 'kslens: --connection: .: no regular file: devices, pipes and sockets are not read'],
    ['shop/large.properties', 'kslens: --connection: shop/large.properties: 5.0 MiB: larger than the limit of 4 MiB'],
    ['shop/none.properties', 'kslens: --connection: there is no file shop/none.properties'],
    [
      'shop/device.properties',
      'kslens: ssl.truststore.location: /dev/zero: no regular file: devices, pipes and sockets are not read. Relative paths start at the folder of the properties file.',
    ],
    [
      'shop/folder.properties',
      'kslens: ssl.keystore.location: ..: no regular file: devices, pipes and sockets are not read. Relative paths start at the folder of the properties file.',
    ],
  ])('%s is not said to be missing', async (file, message) => {
    const { outside } = open();
    expect(await runCommand(outside, 'apps', '--connection', file)).toEqual({ status: 2, output: '', said: [message] });
  });
});
