/** Connections in files that were written to take for ever, or to reach for what no file sets: a message or what there is. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseClientProperties } from '../../src/kafka/settings/clientProperties.js';
import { environmentVariable } from '../../src/platform/environment.js';
import { type FoundConnection, findConnections } from '../../src/platform/project/findConnections.js';
import { createWorkspaceFiles } from '../../src/platform/files/workspaceFiles.js';
import { temporaryProject } from '../support/temporaryProject.js';
import { noFiles } from '../support/settingsFiles.js';

const hangGuard = 30_000;

function find(files: Readonly<Record<string, string>>): FoundConnection[] {
  const folder = temporaryProject(files);
  const names = Object.keys(files).map((name) => path.join(folder, name));
  return findConnections(names, createWorkspaceFiles([folder]), environmentVariable);
}

const laughs = (levels: number, width: number): string =>
  `a0=x\n${Array.from({ length: levels }, (_, i) => `a${i + 1}=${`\${a${i}}`.repeat(width)}`).join('\n')}`;

describe('placeholders of an import are filled in once, within a bound', () => {
  it.each([5, 8, 1000])(
    '%i levels of 30',
    (levels) => {
      const [found] = find({ 'application.properties': `${laughs(levels, 30)}\nspring.kafka.bootstrap-servers=\${a${levels}}\n` });
      expect(found?.bootstrap).toBe(`\${a${levels}}`);
    },
    hangGuard,
  );
  it('names that lead to themselves stay, and all others are filled in', () => {
    const text =
      'a=${b}\nb=${a}\nspring.kafka.bootstrap-servers=${host}:9092\nhost=${HOST_THAT_IS_NOT_SET:x}\nspring.kafka.properties.c=${a}';
    const [found] = find({ 'application.properties': text });
    expect(found?.bootstrap).toBe('x:9092');
    expect(found?.properties).toContain('c=${a}');
  });
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('a variable called %s is set nowhere', async (name) => {
    expect(environmentVariable(name)).toBeUndefined();
    const [found] = find({ 'application.properties': `spring.kafka.bootstrap-servers=\${${name}}` });
    expect(found?.bootstrap).toBe(`\${${name}}`);
    const read = await parseClientProperties(found?.properties ?? '', [], { readFile: noFiles, variable: environmentVariable });
    expect(read).toMatchObject({
      ok: false,
      error: { message: `bootstrap.servers asks for the environment variable ${name}, which is not set.` },
    });
  });
  it.each([
    ['not closed', '${'.repeat(100_000)],
    ['in each other', `${'${a:'.repeat(50_000)}${'}'.repeat(50_000)}`],
    ['closed without being open', '}'.repeat(200_000)],
  ])(
    '%s',
    (_, text) => {
      expect(find({ 'application.properties': `spring.kafka.bootstrap-servers=h:1\nspring.kafka.properties.x=${text}` })).toHaveLength(1);
    },
    hangGuard,
  );
});

describe('what a variable holds is in no message', () => {
  const port = { readFile: noFiles, variable: (name: string) => (name === 'TOKEN' ? 'Planted/Secret' : undefined) };
  it.each([
    ['bootstrap.servers=${TOKEN}', '${TOKEN}'],
    ['bootstrap.servers=h:1\nsecurity.protocol=${TOKEN}', 'security.protocol is ${TOKEN}'],
    ['bootstrap.servers=h:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=x${TOKEN}', 'sasl.mechanism is x${TOKEN}'],
    ['bootstrap.servers=h:1\nsecurity.protocol=SSL\nssl.truststore.location=/a/${TOKEN}/b', 'there is no file /a/${TOKEN}/b'],
    ['bootstrap.servers=h:1\nschema.registry.url=https://r?token=${TOKEN}', 'schema.registry.url'],
  ])('%s', async (text, words) => {
    const read = await parseClientProperties(text, [], port);
    if (read.ok) throw new Error('it is taken');
    expect(read.error.message).toContain(words);
    expect(JSON.stringify(read.error).toLowerCase()).not.toContain('planted');
  });
});

describe('there are no more connections than anyone picks from', () => {
  it(
    'of one file',
    () => {
      const profiles = Array.from({ length: 20_000 }, (_, i) => `%p${i}.kafka.bootstrap.servers=h:${i}`).join('\n');
      expect(find({ 'application.properties': profiles, 'client.properties': 'bootstrap.servers=h:1' })).toMatchObject([
        { bootstrap: 'h:1' },
      ]);
    },
    hangGuard,
  );
  it(
    'of many files',
    () => {
      const profiles = Array.from({ length: 99 }, (_, i) => `%p${i}.kafka.bootstrap.servers=h:${i}`).join('\n');
      expect(find(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a${i}/application.properties`, profiles])))).toHaveLength(1000);
    },
    hangGuard,
  );
});

describe('properties of a client', () => {
  const read = (text: string, variable: string) => parseClientProperties(text, [], { readFile: noFiles, variable: () => variable });
  it('do not grow without end by their variables', async () => {
    expect(await read(`bootstrap.servers=${'${A}'.repeat(100_000)}`, 'x'.repeat(1000))).toMatchObject({
      ok: false,
      error: { message: 'bootstrap.servers is longer than 32768 characters with its variables.' },
    });
  });
  it('take a variable as it is, whatever is in it', async () => {
    expect(await read('bootstrap.servers=h:1\nschema.registry.url=${A}', '${A}${B}')).toMatchObject({
      ok: true,
      value: { schemaRegistry: { url: '${A}${B}' } },
    });
  });
  it('are named in a message of a length that can be read', async () => {
    const answer = await read(`bootstrap.servers=${'x'.repeat(1_000_000)}`, '');
    expect(answer.ok ? '' : answer.error.message).toMatch(/^The bootstrap address cannot be used: x+…$/);
    expect(answer.ok ? Infinity : answer.error.message.length).toBeLessThan(400);
  });
});
