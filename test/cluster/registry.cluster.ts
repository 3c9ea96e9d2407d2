/** Stores whose schemas a registry keeps, from the command line: a real broker, and a registry over real sockets. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/runCommand.js';
import type { QueryResult } from '../../src/store/query.js';
import { registryVectors, startRegistry, type RegistryServer } from '../store/registry/registryServer.js';
import { startCluster, type TestCluster } from './lib/broker.mjs';
import { startLoader } from './lib/load.js';

const password = 'pa:ss';
const authorization = `Basic ${Buffer.from(`reader:${password}`).toString('base64')}`;
const vectorsOf = (topic: string) => registryVectors.vectors.filter((vector) => vector.topic === topic);
const bytesOf = ({ bytes }: { readonly bytes: string }): Buffer => Buffer.from(bytes, 'base64');

describe('kslens query, with a schema registry', () => {
  let directory: string;
  let brokers: TestCluster;
  let registry: RegistryServer;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'streams-lens-registry-'));
    registry = await startRegistry({ schemas: registryVectors.schemas, authorization });
    brokers = await startCluster({ version: '4.3.0', directory });
    const loader = await startLoader(brokers);
    for (const [store, topic] of [
      ['orders', 'avro-everything'],
      ['parcels', 'protobuf-orders'],
      ['notes', 'json-orders'],
    ] as const) {
      await loader.createTopic(`shop-${store}-changelog`, 1, { 'cleanup.policy': 'compact' });
      const keys = vectorsOf('avro-string').map(bytesOf);
      const records = vectorsOf(topic).map((vector, i) => ({
        partition: 0,
        timestamp: 1_700_000_000_000 + i,
        key: i < keys.length ? keys[i]! : Buffer.concat([keys[0]!.subarray(0, 5), Buffer.of(6), Buffer.from(String(100 + i))]),
        value: bytesOf(vector),
      }));
      await loader.load(`shop-${store}-changelog`, records);
    }
    await loader.close();
  });
  afterAll(async () => {
    await brokers?.stop();
    await registry?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function kslens(properties: readonly string[], ...args: string[]): Promise<{ status: number; out: string; err: string }> {
    const file = join(directory, 'client.properties');
    writeFileSync(file, [`bootstrap.servers=${brokers.bootstrap}`, ...properties].join('\n'));
    const { status, output, said } = await runCommand(
      directory,
      'query',
      '--connection',
      file,
      '--app',
      'shop',
      ...args,
      '--format',
      'json',
    );
    return { status, out: output, err: said.map((line) => `${line}\n`).join('') };
  }
  const known = (): string[] => [
    `schema.registry.url=${registry.url}`,
    'basic.auth.credentials.source=USER_INFO',
    `basic.auth.user.info=reader:${password}`,
  ];

  it('reads Avro, and finds a key that is typed', async () => {
    const { status, out, err } = await kslens(known(), '--store', 'orders', 'all', '--limit', '1000');
    expect([status, err]).toEqual([0, '']);
    const all = JSON.parse(out) as QueryResult;
    expect(all.serdes.value).toMatchObject({ serde: 'avro', origin: 'registry', certainty: 'certain' });
    expect(all.serdes.key).toMatchObject({ serde: 'avro', origin: 'registry' });
    expect(all.rows.find(({ key }) => key === 'alice')?.value).toEqual(vectorsOf('avro-everything')[0]!.expected);
    expect(all.rows.filter(({ trouble }) => trouble !== undefined)).toEqual([]);
    const one = await kslens(known(), '--store', 'orders', 'get', 'alice');
    expect((JSON.parse(one.out) as QueryResult).rows.map(({ key, value }) => [key, value])).toEqual([
      ['alice', vectorsOf('avro-everything')[0]!.expected],
    ]);
    expect(registry.asked).toContain('/schemas/ids/6');
  });

  it.each([
    ['parcels', 'protobuf', 'protobuf-orders'],
    ['notes', 'json-schema', 'json-orders'],
  ])('reads %s, of %s', async (store, serde, topic) => {
    const { status, out } = await kslens(known(), '--store', store, 'all', '--limit', '1000');
    expect(status).toBe(0);
    const result = JSON.parse(out) as QueryResult;
    expect(result.serdes.value).toMatchObject({ serde, origin: 'registry', certainty: 'certain' });
    expect(result.rows.length).toBe(vectorsOf(topic).length);
    expect(result.rows.filter(({ trouble }) => trouble !== undefined)).toEqual([]);
  });

  it('shows bytes and why, where the registry is not known, not there, or lets no one in', async () => {
    const without = JSON.parse((await kslens([], '--store', 'orders', 'all')).out) as QueryResult;
    expect(without.rows[0]).toMatchObject({ value: { base64: expect.any(String) as string } });
    expect(without.rows[0]!.trouble).toContain('no schema registry is known (schema.registry.url)');
    expect(without.warnings.join(' ')).toContain('Values are shown as bytes: schema id 6');

    const refused = await kslens([`schema.registry.url=${registry.url}`], '--store', 'orders', 'all');
    expect(refused.status).toBe(0);
    expect((JSON.parse(refused.out) as QueryResult).rows[0]!.trouble).toContain('does not accept the name and password');

    const closed = await startRegistry();
    await closed.close();
    const gone = await kslens([`schema.registry.url=${closed.url}`], '--store', 'orders', 'all', '--value-serde', 'avro');
    expect((JSON.parse(gone.out) as QueryResult).rows[0]!.trouble).toContain('nothing listens there');
    expect(gone.out + gone.err).not.toContain(password);
  });

  it('says what is chosen wrongly', async () => {
    const wrong = JSON.parse((await kslens(known(), '--store', 'orders', 'all', '--value-serde', 'protobuf')).out) as QueryResult;
    expect(wrong.rows[0]!.trouble).toContain('schema id 6 is of type Avro, not Protobuf');
    const unknown = await kslens(known(), '--store', 'orders', 'all', '--value-serde', 'xml');
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('must be one of') as string]);
  });
});
