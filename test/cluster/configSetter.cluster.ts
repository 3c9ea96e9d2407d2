/** The setter that we write, compiled against Kafka Streams and run over RocksDB: the memory of many stores stays within its budget. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeConfigSetter } from '../../src/estimate/configSetter.js';
import { compiledQuickly, quickly } from '../support/quickJava.js';
import { kafkaJars } from './lib/jars.mjs';

const run = promisify(execFile);
const MiB = 1024 * 1024;
const budgetBytes = 32 * MiB;

interface Measured {
  readonly mostWriteBuffers: number;
  readonly cache: number;
}

describe.each(['3.9.1', '4.3.0'])('Kafka Streams %s', (version) => {
  it('ten stores share one budget', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'kslens-setter-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const jars = path.join(await kafkaJars(version), '*');
    const source = path.join(folder, 'BoundedMemory.java');
    writeFileSync(source, writeConfigSetter({ budgetBytes, packageName: 'com.example', className: 'BoundedMemory', language: 'java' }));
    const program = path.join(import.meta.dirname, 'configSetter/BoundedStores.java');
    await run('javac', [...compiledQuickly, '-Xlint:all', '-Werror', '-d', folder, '-cp', jars, source]);
    await run('javac', [...compiledQuickly, '-d', folder, '-cp', jars, program]);
    const measure = async (setter: string): Promise<Measured> => {
      const at = path.join(folder, setter);
      mkdirSync(at);
      const args = ['-cp', `${folder}:${jars}`, 'BoundedStores', setter, '10', '12000', at];
      return JSON.parse((await run('java', [...quickly, ...args])).stdout) as Measured;
    };
    const unbounded = await measure('none');
    const bounded = await measure('com.example.BoundedMemory');
    expect(unbounded.mostWriteBuffers).toBeGreaterThan(1.5 * budgetBytes);
    // Each store keeps the block of memory that it began.
    expect(bounded.mostWriteBuffers).toBeLessThan(1.1 * budgetBytes);
    expect(bounded.cache).toBeLessThanOrEqual(1.1 * budgetBytes);
  });
});
