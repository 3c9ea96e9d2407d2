/**
 * Broken sources: every prefix at a token's end, and random damage, of the golden programs. Our analysis must not throw, must end
 * in bounded time, and may report a store or repartition only for an operator that the text has where the report says; and what it
 * says after an edit is what it says from scratch.
 * npm run robustness -- [--mutations 10000] [--seed X]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { AnalyseRequest, ProjectSettings } from '../../src/core/analyser.js';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import type { Location, Report } from '../../src/core/report.js';
import { readJavaText } from '../../src/core/languages/java/syntax/unicodeEscapes.js';
import { readGrammars, unknownSettings } from '../support/sourceEvaluator.js';
import { createRandom, mutate, tokenSpans } from './mutations.js';

const folder = 'test/oracle/golden/4.3.0/src';
const slowMs = 5_000;
const hangMs = 30_000;
/** Fixes analyse several times: not every text is fixed as well. */
const fixEvery = 10;
const shown = 10;

interface Share {
  readonly share: number;
  readonly of: number;
  readonly mutations: number;
  readonly seed: number;
}

/** What a worker says: before a batch of texts what it is at, after it how many were right. */
type Message =
  | { readonly at: string }
  | { readonly done: number }
  | { readonly problem: string; readonly text: string }
  | { readonly slowest: number };

const settings: ProjectSettings = { ...unknownSettings, kafkaVersion: { version: '4.3.0', from: 'option' } };

if (isMainThread) await supervise();
else await work(workerData as Share, (message) => parentPort?.postMessage(message));

async function supervise(): Promise<void> {
  const { values } = parseArgs({
    options: {
      mutations: { type: 'string', default: '10000' },
      seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(1 + Math.floor(Math.random() * 900_000)) },
    },
  });
  const of = Math.min(4, availableParallelism());
  console.log(`every prefix and ${values.mutations} mutations of ${readdirSync(folder).length} programs, seed ${values.seed}`);
  let passed = 0;
  let failed = 0;
  let slowest = 0;
  const fail = (problem: string, text: string): void => {
    failed++;
    if (failed <= shown) console.log(`FAILED ${problem} (seed ${values.seed})\n${text.slice(-600).replaceAll(/^/gm, '  | ')}`);
  };
  const shares = Array.from({ length: of }, (_, share) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { share, of, mutations: Number(values.mutations), seed: Number(values.seed) } satisfies Share,
    });
    let at = '';
    let heard = Date.now();
    return new Promise<void>((resolve) => {
      const watch = setInterval(() => {
        if (Date.now() - heard < hangMs) return;
        fail(`no answer for ${hangMs / 1000} s: ${at}`, '');
        void worker.terminate();
      }, 1_000);
      worker.on('message', (message: Message) => {
        heard = Date.now();
        if ('at' in message) at = message.at;
        else if ('done' in message) passed += message.done;
        else if ('slowest' in message) slowest = Math.max(slowest, message.slowest);
        else fail(message.problem, message.text);
      });
      worker.on('error', (error) => fail(`${at}: the worker died: ${error.message}`, ''));
      worker.on('exit', () => {
        clearInterval(watch);
        resolve();
      });
    });
  });
  await Promise.all(shares);
  console.log(`slowest analysis ${slowest} ms`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

async function work({ share, of, mutations, seed }: Share, say: (message: Message) => void): Promise<void> {
  const analyser = await createAnalyser(await readGrammars(), '0.0.0');
  let slowest = 0;
  let done = 0;
  let files = 0;

  const requestFor = (file: string, text: string): AnalyseRequest => ({
    sources: {
      files: [file],
      read: (path) => (path === file ? { text } : undefined),
      findByClassName: () => [],
      findByParent: () => [file],
    },
    settingsFor: () => settings,
    includeTests: true,
  });

  function analyse(file: string, text: string): Report {
    return analyser.analyse(requestFor(file, text));
  }

  /** Fixes of broken code: they must not throw, and what is called a pin must move nothing. */
  function findWrongFix(file: string, text: string): string | undefined {
    const pinned = analyser.planFix(requestFor(file, text), { mode: 'pin' });
    analyser.planFix(requestFor(file, text), { mode: 'name' });
    return pinned.changes.length === 0 ? undefined : `a pin moves ${JSON.stringify(pinned.changes)}`;
  }

  /** How much was parsed for it may differ. */
  const said = (report: Report, name: string): string => JSON.stringify({ ...report, stats: undefined }).replaceAll(name, '');

  function check(label: string, file: string, text: string, again: boolean): void {
    const started = performance.now();
    try {
      const report = analyse(file, text);
      // The analyser re-used what it kept of this file's last text; from scratch it must say the same.
      const fresh = `Fresh${++files}.java`;
      if (again && said(report, file) !== said(analyse(fresh, text), fresh)) {
        return say({ problem: `${label}: another report than from scratch`, text });
      }
      const problem = findInvented(report, text) ?? (files % fixEvery === 0 ? findWrongFix(file, text) : undefined);
      if (problem === undefined) done++;
      else say({ problem: `${label}: ${problem}`, text });
    } catch (error) {
      say({ problem: `${label}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, text });
    }
    const ms = Math.round(performance.now() - started);
    slowest = Math.max(slowest, ms);
    if (ms > slowMs) say({ problem: `${label}: took ${ms} ms`, text });
  }

  function report(at: string): void {
    say({ done });
    say({ at });
    done = 0;
  }

  const programs = readdirSync(folder)
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  for (const [i, { file, text }] of programs.entries()) {
    if (i % of !== share) continue;
    report(`prefixes of ${file}`);
    for (const { end } of tokenSpans(text)) check(`prefix of ${file} to ${end}`, file, text.slice(0, end), false);
  }
  for (let i = share; i < mutations; i += of) {
    if (Math.floor(i / of) % 50 === 0) report(`mutation ${i}`);
    const random = createRandom(seed * 1_000_003 + i);
    const { file, text } = programs[Math.floor(random() * programs.length)]!;
    check(`mutation ${i} of ${file}`, file, mutate(text, random), i % 5 === 0);
  }
  say({ slowest });
  report('the end');
  analyser.dispose();
}

/** What the compiler sees of it: Unicode escapes are characters. */
function asCompiled(written = ''): string | undefined {
  const read = readJavaText(written);
  return 'text' in read ? read.text : undefined;
}

/** A store or topic whose place in the text does not hold the operator that is said to make it. */
function findInvented(report: Report, text: string): string | undefined {
  const lines = text.split(/\r\n|\r|\n/);
  const at = ({ line, column, endLine, endColumn }: Location): string | undefined =>
    line === endLine ? lines[line - 1]?.slice(column - 1, endColumn - 1) : undefined;
  for (const topology of report.topologies) {
    for (const item of [...topology.stores, ...topology.repartitions]) {
      if (asCompiled(at(item.location)) !== item.operator)
        return `${item.operator} is not at ${item.location.line}:${item.location.column} but ${JSON.stringify(at(item.location))}`;
    }
  }
  for (const { rule, location } of report.diagnostics) if (!at(location)) return `${rule} has no place in the text`;
  return undefined;
}
