/** What is shipped is one file of CommonJS that runs in a worker: the libraries of Avro and Protobuf must not mind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registryVectors, startRegistry, type RegistryServer } from './registryServer.js';

const source = `
import { parentPort, workerData } from 'node:worker_threads';
import { openSchemaRegistry } from './src/platform/registry/openSchemaRegistry.ts';
import { createRegistrySerdes } from './src/store/serdes/registrySerdes.ts';
const { url, vectors } = workerData;
const registry = openSchemaRegistry({ url, authentication: { kind: 'none' }, tls: null });
const values = [];
for (const { topic, isKey, bytes, headers } of vectors) {
  const serde = createRegistrySerdes(registry, topic, isKey).find('registry');
  const input = { bytes: Buffer.from(bytes, 'base64'), headers: headers.map(([name, value]) => ({ name, value: Buffer.from(value, 'base64') })) };
  await serde.prepare([input]);
  values.push(serde.decode(input.bytes, input.headers));
}
parentPort.postMessage(values);
`;

let folder: string;
let server: RegistryServer;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'kslens-bundle-'));
  server = await startRegistry({ schemas: registryVectors.schemas });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

it('a minified bundle reads in a worker what is read here', async () => {
  const outfile = path.join(folder, 'worker.cjs');
  const root = path.resolve(import.meta.dirname, '../../..');
  // As scripts/build.mjs does; CommonJS has no await outside of functions.
  const contents = source.replace('const registry =', 'void (async () => {\nconst registry =') + '})();';
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    logLevel: 'silent',
  });
  const vectors = ['avro-everything', 'avro-references', 'protobuf-orders', 'json-orders'].flatMap((topic) =>
    registryVectors.vectors.filter((vector) => vector.topic === topic).slice(0, 10),
  );
  const worker = new Worker(outfile, { workerData: { url: server.url, vectors } });
  const values = await new Promise<readonly { readonly ok: boolean; readonly value: unknown }[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(values.map(({ ok }) => ok)).toEqual(vectors.map(() => true));
  const exact = values.filter((_, i) => !vectors[i]!.loose).map(({ value }) => value);
  expect(exact).toEqual(vectors.filter(({ loose }) => !loose).map(({ expected }) => expected));
  // Without the library for 64 bits, digits would be lost.
  expect(JSON.stringify(values)).toContain('18446744073709551615');
});
