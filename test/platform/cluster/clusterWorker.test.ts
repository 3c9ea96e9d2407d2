import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assemblyForEsbuild } from '../../../scripts/assembly.mjs';
import type { ConnectionSettings } from '../../../src/kafka/connectionSettings.js';
import type { ClusterService } from '../../../src/platform/cluster/clusterService.js';
import type { ChangePlan } from '../../../src/operate/change.js';
import { createClusterWorker } from '../../../src/platform/cluster/createClusterWorker.js';
import type { QueryProgress, StoreQuery } from '../../../src/store/query.js';
import { unknownTarget } from '../../support/storeTarget.js';

/**
 * What to do is told by an application's id: `crash`, `throw`, `slow` (until cancelled), `hang` (never returns), `fill` (needs more memory
 * than there is), else it answers with what it was asked.
 */
const thread = `
const { parentPort } = require('node:worker_threads');
const opened = [];
const waiting = new Map();
parentPort.on('message', (request) => {
  const { kind, id } = request;
  if (kind === 'ping') parentPort.postMessage({ kind: 'pong' });
  if (kind === 'open') opened.push(request.session);
  if (kind === 'close') parentPort.postMessage({ kind: 'closed', id });
  if (kind === 'cancel') parentPort.postMessage({ kind: 'answer', id: waiting.get('next'), result: { ok: true, value: 'cancelled ' + id } });
  if (kind !== 'ask') return;
  const { question, session } = request;
  const what = question.ask.application ?? question.ask.target?.application;
  if (what === 'crash') process.exit(3);
  if (what === 'throw') throw new Error('out of luck');
  if (what === 'hang') for (;;);
  if (what === 'fill') for (const kept = []; ; ) kept.push(new Array(1000).fill(kept));
  if (question.kind === 'carryOut') parentPort.postMessage({ kind: 'step', id, line: 'Copying' });
  if (question.kind === 'query') parentPort.postMessage({ kind: 'progress', id, progress: { done: 1, span: 2 } });
  if (question.kind === 'follow') for (const key of ['a', 'b']) parentPort.postMessage({ kind: 'rows', id, rows: { rows: [{ key }] } });
  if (what === 'slow') return;
  if (what === 'next') return void waiting.set('next', id);
  parentPort.postMessage({ kind: 'answer', id, result: { ok: true, value: { session, opened: [...opened], question: question.kind } } });
});`;

const settings: ConnectionSettings = { bootstrap: ['127.0.0.1:1'], tls: null, sasl: null, schemaRegistry: null };
const ask = (application: string) => ({ application, topologies: [], knownIds: [], askAt: [] });
const query = (application: string): StoreQuery => ({
  target: unknownTarget('t', { application, store: 's' }),
  operation: { kind: 'all' },
  asOf: null,
  limit: 1,
  cursor: null,
  withBytes: false,
  withExpired: false,
});

const reset = (application: string): ChangePlan => ({
  ...{ kind: 'reset', application, offsets: [], missingInputs: [], deleted: [], isNamed: false, perhapsOf: new Map(), refusal: null },
});

let directory: string;
let service: ClusterService;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cluster-worker-'));
});

afterEach(async () => {
  await service.dispose();
  rmSync(directory, { recursive: true, force: true });
});

function startScripted(stillMs = 1000): void {
  const script = join(directory, 'thread.cjs');
  writeFileSync(script, thread);
  service = createClusterWorker(script, { stillMs, heapMb: 64 });
}

describe('a cluster thread', () => {
  it('opens each session once, and answers', async () => {
    startScripted();
    const [one, two] = [service.open(settings), service.open(settings)];
    await one.application(ask('x'));
    expect(await two.application(ask('x'))).toEqual({ ok: true, value: { session: 2, opened: [1, 2], question: 'application' } });
    expect(await one.describe()).toEqual({ ok: true, value: { session: 1, opened: [1, 2], question: 'describe' } });
  });

  it('hands over progress and rows', async () => {
    startScripted();
    const session = service.open(settings);
    const progress: QueryProgress[] = [];
    await session.query(query('x'), { onProgress: (one) => void progress.push(one) });
    expect(progress).toEqual([{ done: 1, span: 2 }]);
    const rows: unknown[] = [];
    await session.follow(query('x'), (some) => void rows.push(...some.rows), {});
    expect(rows).toEqual([{ key: 'a' }, { key: 'b' }]);
  });

  it('is told of a signal, and nobody waits for it', async () => {
    startScripted();
    const session = service.open(settings);
    const control = new AbortController();
    const next = session.application(ask('next'));
    const slow = session.application(ask('slow'), { signal: control.signal });
    control.abort();
    expect(await slow).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await next).toEqual({ ok: true, value: 'cancelled 2' });
    expect(await session.application(ask('x'), { signal: control.signal })).toMatchObject({ error: { kind: 'cancelled' } });
  });

  it('tells what a change is at, and waits for its end where it is cancelled', async () => {
    startScripted();
    const session = service.open(settings);
    const control = new AbortController();
    const steps: string[] = [];
    const change = session.carryOut(reset('next'), { signal: control.signal, onStep: (line) => void steps.push(line) });
    await session.describe();
    control.abort();
    expect(await change).toEqual({ ok: true, value: 'cancelled 1' });
    expect(steps).toEqual(['Copying']);
  });

  it.each(['crash', 'throw'])('says that it ended (%s), and starts again with the next question', async (how) => {
    startScripted();
    const [one, two] = [service.open(settings), service.open(settings)];
    await two.describe();
    const waiting = two.application(ask('slow'));
    expect(await one.application(ask(how))).toMatchObject({ ok: false, error: { kind: 'broken', advice: 'Try again.' } });
    expect(await waiting).toMatchObject({ ok: false, error: { kind: 'broken' } });
    expect(await two.describe()).toMatchObject({ ok: true, value: { session: 2, opened: [2] } });
  });

  it.each([
    ['hang', 1000, 'held the thread that talks with clusters up for 1 s'],
    ['fill', 20_000, 'needed more than 64 MiB of memory'],
  ])('that is stuck (%s) is ended: the reading fails, and what others asked is asked again', async (how, stillMs, reason) => {
    startScripted(stillMs);
    const [one, two] = [service.open(settings), service.open(settings)];
    await one.describe();
    const reading = one.query(query(how));
    const other = two.application(ask('x'));
    expect(await reading).toEqual({
      ok: false,
      error: { kind: 'broken', message: `Reading t ${reason}, and was ended.`, advice: expect.any(String) },
    });
    expect(await other).toEqual({ ok: true, value: { session: 2, opened: [2], question: 'application' } });
    expect(await one.describe()).toMatchObject({ ok: true, value: { opened: [2, 1] } });
  });

  it('that is stuck at a question which reads no records is ended, and the question fails', async () => {
    startScripted();
    const session = service.open(settings);
    expect(await session.application(ask('hang'))).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^This question held/) },
    });
    expect(await session.describe()).toMatchObject({ ok: true });
  });

  it('answers everybody when it is disposed of, and nobody after', async () => {
    startScripted();
    const session = service.open(settings);
    const slow = session.application(ask('slow'));
    await service.dispose();
    expect(await slow).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await session.describe()).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('closes sessions, also those that it never saw', async () => {
    startScripted();
    const session = service.open(settings);
    await service.open(settings).close();
    await session.describe();
    await session.close();
    expect(await session.describe()).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('as it is built, says who does not answer and no secret', async () => {
    const script = join(directory, 'cluster.cjs');
    const entry = join(import.meta.dirname, '../../../src/platform/cluster/clusterWorkerMain.ts');
    await build({
      entryPoints: [entry],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'silent',
      plugins: [assemblyForEsbuild],
    });
    service = createClusterWorker(script);
    const secret = 'never-to-be-seen';
    const session = service.open({ ...settings, sasl: { mechanism: 'PLAIN', username: 'me', password: secret } });
    const answer = await session.overview([]);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    expect(JSON.stringify(answer)).toContain('127.0.0.1:1');
    expect(JSON.stringify(answer)).not.toContain(secret);
    await session.close();
  }, 30_000);
});
