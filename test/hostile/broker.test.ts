/** Brokers that lie, asked by the command line as people do. */
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { runCommand } from '../support/runCommand.js';
import { zstdBomb } from './support/bombs.js';
import { apiKeys, fetched, offsets, startFakeBroker, type Answer, type FakeBroker } from './support/fakeBroker.js';
import { recordBatch } from './support/recordBatch.js';

const hangMs = 10_000;
let broker: FakeBroker | undefined;

afterEach(async () => {
  await broker?.close();
  broker = undefined;
});

/** What the command line says of the cluster, on standard error. */
async function said(answers: Readonly<Record<number, Answer>>, ...args: readonly string[]): Promise<string> {
  broker = await startFakeBroker(answers);
  const result = await runCommand(tmpdir(), ...args, '--bootstrap', broker.bootstrap);
  return [`status ${result.status}`, ...result.said].join('\n');
}

const query = ['query', 'all', '--topic', 'records'] as const;
const asked = (key: number): number => broker!.asked.filter((one) => one === key).length;

/** What is only loaded when it is needed is compiled here, and not in the others' time. */
it('a broker that does not lie is believed', { timeout: 300_000 }, async () => {
  broker = await startFakeBroker();
  const { status, output, said: lines } = await runCommand(tmpdir(), ...query, '--bootstrap', broker.bootstrap);
  expect({ status, lines }).toEqual({ status: 0, lines: [] });
  expect(output).toContain('key-9');
});

describe('a broker that answers with nothing from the asked offset on is asked a few times', () => {
  it.each([
    ['the same batch for ever', recordBatch(), 5],
    ['a batch that ends before it begins', recordBatch({ lastDelta: -100 }), 1],
    ['a batch from before any offset', recordBatch({ base: -10 }), 1],
  ])('%s', { timeout: hangMs }, async (_, batch, times) => {
    const message = await said({ [apiKeys.fetch]: fetched(() => batch), [apiKeys.listOffsets]: offsets(1000) }, ...query);
    expect(message).toMatch(/^status 2\n.*records-0/);
    expect(asked(apiKeys.fetch)).toBe(times);
  });
});

describe('a batch that is not what it says is no answer', () => {
  it.each([
    ['becomes larger than 64 MiB when it is decompressed', recordBatch({ codec: 4, payload: zstdBomb(1900), records: 10 })],
    ['is damaged: its checksum does not fit', recordBatch({ records: 10, checksum: 1 })],
    ['holds more records than the 2 that it says', recordBatch({ records: 10, count: 2 })],
    ['says that it has -5 records', recordBatch({ records: 10, count: -5 })],
    ['records of format 9', recordBatch({ records: 10, format: 9 })],
  ])('%s', { timeout: hangMs }, async (message, batch) => {
    expect(await said({ [apiKeys.fetch]: fetched(() => batch) }, ...query)).toContain(message);
  });
});
