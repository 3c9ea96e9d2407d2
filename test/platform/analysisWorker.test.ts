import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AnalysisWorker, createAnalysisWorker } from '../../src/platform/analysis/analysisWorker.js';

/**
 * A thread that answers with the texts it was told, in the shape of a report. A document's text is its order: `slow` spins
 * until a newer request comes, `crash` ends the thread, `throw` fails, `hang` never returns, `fill` needs more memory than there is;
 * texts of places that are left out are not followed.
 */
const thread = `
const { parentPort, workerData } = require('node:worker_threads');
let folders = [];
let leftOut = new Map();
const at = (place) => {
  const bytes = Buffer.from(place);
  new Uint8Array(workerData.pulse, 8).set(bytes);
  const numbers = new Int32Array(workerData.pulse, 0, 2);
  numbers[1] = bytes.length;
  numbers[0]++;
};
const documents = new Map();
parentPort.on('message', (request) => {
  if (request.kind === 'folders') folders = request.folders.map((f) => f.path);
  if (request.kind === 'document') request.text === undefined ? documents.delete(request.path) : documents.set(request.path, request.text);
  if (request.kind === 'leftOut') leftOut = request.places;
  if (request.kind === 'question') {
    const { id, question } = request;
    at('');
    if (question.ask.folder === 'hang') for (;;);
    if (question.ask.folder === 'crash') process.exit(3);
    if (question.ask.folder === 'slow') {
      while (Atomics.load(workerData.cancelled, 0) < id) at('');
      question.ask.folder = 'wrong';
    }
    parentPort.postMessage(
      question.ask.folder === 'wrong' ? { kind: 'unanswered', id, message: 'no such thing' } : { kind: 'answered', id, value: question },
    );
  }
  if (request.kind !== 'analyse') return;
  const { id } = request;
  const order = documents.get('order');
  for (const [name, text] of documents) {
    if (leftOut.has(name)) continue;
    at(name);
    if (text === 'hang') for (;;);
    if (text === 'fill') for (const kept = []; ; at(name)) kept.push(new Array(1000).fill(name));
  }
  if (order === 'crash') process.exit(3);
  if (order === 'throw') throw new Error('out of luck');
  parentPort.postMessage({ kind: 'progress', id, done: 1, total: 2 });
  if (order === 'slow') while (Atomics.load(workerData.newest, 0) === id) at('order');
  if (Atomics.load(workerData.newest, 0) !== id) return parentPort.postMessage({ kind: 'stale', id });
  parentPort.postMessage({ kind: 'done', id, milliseconds: 1, reports: [{ folder: folders.join(), report: [...documents].filter(([name]) => !leftOut.has(name)).join(';') }] });
});`;

let directory: string;
let worker: AnalysisWorker;
let leftOut: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'analysis-worker-'));
  const script = join(directory, 'worker.cjs');
  writeFileSync(script, thread);
  leftOut = [];
  worker = createAnalysisWorker(script, {
    version: '1.2.3',
    onLeftOut: (place, reason) => leftOut.push(`${place}: ${reason}`),
    limits: { stillMs: 1000, startMs: 30_000, heapMb: 64 },
  });
  const options = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined, includeTests: false, severities: {} };
  worker.setFolders([{ path: '/shop', options }]);
});

afterEach(async () => {
  await worker.dispose();
  rmSync(directory, { recursive: true });
});

const answered = (report: string) => ({ kind: 'done', id: expect.any(Number), milliseconds: 1, reports: [{ folder: '/shop', report }] });

test('answers with what was said before the thread started and since', async () => {
  worker.setDocument('a', '1');
  worker.setDocument('b', '2');
  expect(await worker.analyse()).toEqual(answered('a,1;b,2'));
  worker.setDocument('a', undefined);
  expect(await worker.analyse()).toEqual(answered('b,2'));
});

test('a newer analysis makes the older stale and does not wait for it', async () => {
  worker.setDocument('order', 'slow');
  const older = worker.analyse();
  await new Promise((ok) => setTimeout(ok, 50));
  worker.setDocument('order', 'go');
  const newer = worker.analyse();
  expect(await older).toEqual({ kind: 'stale' });
  expect(await newer).toEqual(answered('order,go'));
});

test('an abort ends a running analysis', async () => {
  worker.setDocument('order', 'slow');
  const cancellation = new AbortController();
  const progress: number[] = [];
  const running = worker.analyse({
    signal: cancellation.signal,
    onProgress(done, total) {
      progress.push(done, total);
      cancellation.abort();
    },
  });
  expect(await running).toEqual({ kind: 'stale' });
  expect(progress).toEqual([1, 2]);
  worker.setDocument('order', undefined);
  expect(await worker.analyse()).toEqual(answered(''));
});

test('an analysis that was aborted before it began is stale', async () => {
  expect(await worker.analyse({ signal: AbortSignal.abort() })).toEqual({ kind: 'stale' });
});

test('a thread that died is said, and starts again with the same folders and documents', async () => {
  worker.setDocument('a', '1');
  worker.setDocument('order', 'crash');
  expect(await worker.analyse()).toEqual({ kind: 'failed', message: 'The analysis worker ended with code 3.' });
  worker.setDocument('order', 'throw');
  expect(await worker.analyse()).toEqual({ kind: 'failed', message: 'out of luck' });
  worker.setDocument('order', undefined);
  expect(await worker.analyse()).toEqual(answered('a,1'));
});

test('disposing ends what runs', async () => {
  worker.setDocument('order', 'slow');
  const running = worker.analyse();
  await new Promise((ok) => setTimeout(ok, 50));
  await worker.dispose();
  expect(await running).toEqual({ kind: 'stale' });
  expect(await worker.analyse()).toEqual({ kind: 'stale' });
});

test('every question is answered, whatever is asked after it', async () => {
  const ask = (folder: string) => worker.ask('planFix', { folder, fix: { mode: 'pin' } });
  const [first, second] = [ask('a'), ask('b')];
  expect(await second).toEqual({ kind: 'planFix', ask: { folder: 'b', fix: { mode: 'pin' } } });
  expect(await first).toEqual({ kind: 'planFix', ask: { folder: 'a', fix: { mode: 'pin' } } });
  await expect(ask('wrong')).rejects.toThrow('no such thing');
});

test('a plan that nobody waits for any more ends, and the next is made', async () => {
  const ending = new AbortController();
  const slow = worker.ask('planFix', { folder: 'slow', fix: { mode: 'pin' } }, ending.signal);
  const next = worker.ask('planFix', { folder: 'a', fix: { mode: 'pin' } });
  ending.abort();
  await expect(slow).rejects.toThrow('no such thing');
  expect(await next).toMatchObject({ ask: { folder: 'a' } });
});

test('a question that ends the thread is refused, and the next is answered', async () => {
  await expect(worker.ask('planFix', { folder: 'crash', fix: { mode: 'pin' } })).rejects.toThrow(/ended with code 3/);
  expect(await worker.ask('planFix', { folder: 'a', fix: { mode: 'pin' } })).toMatchObject({ ask: { folder: 'a' } });
});

test('a thread that stands still is ended, and the analysis goes on without what it was at, until that changes', async () => {
  worker.setDocument('a', '1');
  worker.setDocument('b', 'hang');
  worker.setDocument('c', 'hang');
  expect(await worker.analyse()).toEqual(answered('a,1'));
  expect(leftOut).toEqual(['b', 'c'].map((name) => `${name}: left out until it changes: it took longer than 1 s without a pause`));
  worker.setDocument('b', '2');
  expect(await worker.analyse()).toEqual(answered('a,1;b,2'));
  worker.changedOnDisk(['c']);
  worker.setDocument('c', '3');
  expect(await worker.analyse()).toEqual(answered('a,1;b,2;c,3'));
});

test('a thread that needs too much memory is ended, and the analysis goes on without what it was at', async () => {
  worker.setDocument('a', '1');
  worker.setDocument('b', 'fill');
  expect(await worker.analyse()).toEqual(answered('a,1'));
  expect(leftOut).toEqual(['b: left out until it changes: it needed more than 64 MiB of memory']);
});

test('a question that never ends is refused, and the next is answered', async () => {
  await expect(worker.ask('planFix', { folder: 'hang', fix: { mode: 'pin' } })).rejects.toThrow(/took too long/);
  expect(await worker.ask('planFix', { folder: 'a', fix: { mode: 'pin' } })).toMatchObject({ ask: { folder: 'a' } });
  expect(leftOut).toEqual([]);
});

test('where one place after another stands still, the analysis fails and says so', async () => {
  for (let i = 0; i < 9; i++) worker.setDocument(`f${i}`, 'hang');
  expect(await worker.analyse()).toEqual({
    kind: 'failed',
    message: expect.stringMatching(/^The analysis stopped at f5: .* It runs again when a file changes\.$/),
  });
  expect(leftOut).toHaveLength(5);
});
