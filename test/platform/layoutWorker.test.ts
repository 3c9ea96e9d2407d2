/** The thread that lays diagrams out, as it is bundled. */
import path from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { toDescribedDiagram } from '../../src/core/diagram/describedDiagram.js';
import { layOutDiagram } from '../../src/core/diagram/layout/layOutDiagram.js';
import { createLayoutWorker } from '../../src/platform/layout/layoutWorker.js';
import { largeDescription } from '../support/largeTopology.js';
import { temporaryProject } from '../support/temporaryProject.js';

const diagram = (nodes: number) => toDescribedDiagram(largeDescription(nodes, 2), String(nodes), 'a.topology')!;

async function startWorker(source: string, patience?: number) {
  const folder = temporaryProject({});
  const outfile = path.join(folder, 'layout.cjs');
  await build({
    stdin: { contents: source, resolveDir: path.join(import.meta.dirname, '../..'), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const worker = createLayoutWorker(outfile, patience);
  onTestFinished(() => worker.dispose());
  return worker;
}

test('gives what the layout gives, and only the newest of those that wait', async () => {
  const worker = await startWorker("import './src/platform/layout/layoutMain.ts';");
  const outcomes = await Promise.all([60, 70, 80].map((nodes) => worker.layOut(diagram(nodes))));
  expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'stale', 'done']);
  expect(outcomes[2]).toEqual({ kind: 'done', scene: layOutDiagram(diagram(80)) });
});

test('says that it failed, and goes on', async () => {
  const worker = await startWorker(
    "import { parentPort } from 'node:worker_threads'; parentPort?.on('message', ({ title }) => { if (title === '60') throw new Error('no'); parentPort?.postMessage(title); });",
  );
  expect(await worker.layOut(diagram(60))).toEqual({ kind: 'failed', message: 'no' });
  expect(await worker.layOut(diagram(70))).toEqual({ kind: 'done', scene: '70' });
});

test('an end while it works leaves nobody waiting', async () => {
  const worker = await startWorker("import './src/platform/layout/layoutMain.ts';");
  const waiting = worker.layOut(diagram(300));
  worker.dispose();
  expect(await waiting).toEqual({ kind: 'stale' });
});

test('a thread that does not come back is ended, and the next diagram has another', async () => {
  const worker = await startWorker(
    "import { parentPort } from 'node:worker_threads'; parentPort?.on('message', ({ title }) => { if (title === '60') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); parentPort?.postMessage(title); });",
    // Enough for a new thread to start and answer in, on a machine that is busy.
    3000,
  );
  expect(await worker.layOut(diagram(60))).toEqual({ kind: 'failed', message: 'it takes longer than 3 seconds' });
  expect(await worker.layOut(diagram(70))).toEqual({ kind: 'done', scene: '70' });
});

test('a diagram that is too large is refused', async () => {
  const worker = await startWorker("import './src/platform/layout/layoutMain.ts';");
  expect(await worker.layOut(diagram(6_000))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('nodes are too many to draw, 5,000 are the most') as string,
  });
});
