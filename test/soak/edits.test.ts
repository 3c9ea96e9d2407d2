/** What the analysis keeps is of the newest texts, however many there were before. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { createAnalysisSession, type AnalysisSession } from '../../src/platform/analysis/analysisSession.js';
import { readGrammars } from '../../src/platform/analysis/grammars.js';
import { openProject } from '../../src/platform/analysis/openProject.js';
import { noPulse } from '../../src/platform/threads/pulse.js';
import { createRandom, mutate } from '../robustness/mutations.js';
import { oneOf } from './driving.js';
import { measureThread, watchMemories } from './probe.js';
import { root } from './threads.js';

const options = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined, includeTests: false, severities: {} };
const random = createRandom(13);
let folder: string;
let session: AnalysisSession;
let texts: ReadonlyMap<string, string>;

beforeAll(async () => {
  watchMemories();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'streams-lens-edits-'));
  fs.cpSync(path.join(root, 'demo/orders/src'), folder, { recursive: true });
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.java'));
  texts = new Map(names.map((name) => path.join(folder, name)).map((file) => [file, fs.readFileSync(file, 'utf8')]));
  session = createAnalysisSession({
    analyser: await createAnalyser(await readGrammars(), '0.0.0'),
    openProject: (asked, leftOut) => openProject([asked.path], asked.path, asked.options, { leftOut }),
    pulse: noPulse,
  });
  session.setFolders([{ path: folder, options }]);
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

const analyse = (): void => void session.analyse(new AbortController().signal, () => {});

/** In the end all is as it was. */
function edit(times: number): void {
  const files = [...texts.keys()];
  for (let n = 0; n < times; n++) {
    const file = oneOf(random, files);
    session.setDocument(file, mutate(texts.get(file)!, random));
    if (random() < 0.1) session.setDocument(oneOf(random, files), undefined);
    analyse();
    if (random() < 0.05) session.planFix(folder, { mode: 'pin' });
  }
  for (const file of files) session.setDocument(file, undefined);
  analyse();
}

it('keeps nothing of texts that were edited', async () => {
  edit(20);
  const before = await measureThread(true);
  edit(60);
  const after = await measureThread(true);
  expect(after.objects! - before.objects!).toBeLessThan(64 * 1024);
}, 120_000);
